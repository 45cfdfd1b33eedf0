/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.stats;

import io.waymark.analytics.ReferenceData;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;

/**
 * A recorded A/B set with its expected figures: {@code expected/ab_NAME.json} over {@code ab/NAME*.csv.gz}, in one of three
 * layouts: a row for each person with the arm in a column; a row for each variant of many tests; a file for each arm with
 * a row of counts for each day.
 */
record AbSet(String name, JsonNode expected, Map<String, List<CSVRecord>> recordsByFile) {

    static List<AbSet> all() {
        List<AbSet> sets = new ArrayList<>();
        for (Path file : ReferenceData.files("expected", "ab_*.json")) {
            String name = file.getFileName().toString().replaceAll("^ab_|\\.json$", "");
            Map<String, List<CSVRecord>> records = new TreeMap<>();
            for (Path data : ReferenceData.files("ab", name + "*.csv.gz")) {
                records.put(data.getFileName().toString().replace(".csv.gz", ""), read(data));
            }
            sets.add(new AbSet(name, ReferenceData.json(file), records));
        }
        return sets;
    }

    List<CSVRecord> records() {
        return recordsByFile.values().iterator().next();
    }

    /** The records of an arm, whether it is a file or the value of a column. */
    List<CSVRecord> ofArm(String arm, Set<String> arms) {
        if (recordsByFile.size() > 1) {
            return recordsByFile.entrySet().stream()
                    .filter(file -> file.getKey().endsWith("_" + arm))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        }
        String column = records().get(0).toMap().entrySet().stream()
                .filter(cell -> arms.contains(cell.getValue()))
                .findFirst()
                .orElseThrow()
                .getKey();
        return records().stream()
                .filter(record -> record.get(column).equals(arm))
                .toList();
    }

    private static List<CSVRecord> read(Path file) {
        try (Reader reader =
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
