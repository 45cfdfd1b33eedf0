/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.imports;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What became of the events of an import.
 *
 * @param sent how many were sent
 * @param recorded how many the API took; one that was there before is taken, and counts once
 * @param errors why the others were not taken, by their row in the file
 */
public record ImportResult(long sent, long recorded, List<String> errors) {

    static final ImportResult NOTHING = new ImportResult(0, 0, List.of());

    ImportResult plus(int size, JsonNode answer) {
        List<String> all = errors;
        JsonNode rejected = answer.path("rejected");
        if (!rejected.isEmpty()) {
            all = new ArrayList<>(errors);
            for (JsonNode item : rejected) {
                long row = sent + item.path("index").asLong() + 1;
                all.add("row " + row + ": " + item.path("detail").asString());
            }
        }
        return new ImportResult(sent + size, recorded + answer.path("recorded").asLong(), all);
    }

    List<String> errorsSince(ImportResult before, int limit) {
        return errors.subList(Math.min(before.errors().size(), limit), Math.min(errors.size(), limit));
    }
}
