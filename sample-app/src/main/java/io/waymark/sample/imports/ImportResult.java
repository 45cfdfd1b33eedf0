/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.imports;

import java.util.List;

/**
 * What became of the events of an import.
 *
 * @param sent how many were sent
 * @param recorded how many are in the database, now or since an earlier import
 * @param missed which others are not and why, by their row in the file
 */
public record ImportResult(long sent, long recorded, List<String> missed) {

    public ImportResult {
        missed = List.copyOf(missed);
    }
}
