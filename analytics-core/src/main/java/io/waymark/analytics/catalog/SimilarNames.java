/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the names that somebody may have meant.
 *
 * <ol>
 *   <li>Names are compared in lower case and by letters and digits only: {@code Order Placed} is {@code order_placed}.
 *   <li>Their distance is the number of letters to insert, delete, replace or swap with the next (the restricted
 *       Damerau-Levenshtein distance, “optimal string alignment”).
 *   <li>Similar is what is no further away than a quarter of the name, rounded up, and at most 3, and at most 1 further
 *       than the nearest.
 *   <li>The nearest come first, then by name. Long names, and names beyond the first 2,000, are not compared: whoever
 *       sends nonsense must not cost much.
 * </ol>
 */
final class SimilarNames {

    private static final int MAX_FOUND = 3;
    private static final int MAX_DISTANCE = 3;
    private static final int MAX_LENGTH = 64;
    private static final int MAX_COMPARED = 2_000;

    private SimilarNames() {}

    static List<String> of(String name, Collection<String> known) {
        String sought = normal(name);
        if (sought.isEmpty() || name.length() > MAX_LENGTH) {
            return List.of();
        }
        int limit = Math.min(MAX_DISTANCE, (sought.length() + 3) / 4);
        List<Map.Entry<String, Integer>> similar = known.stream()
                .limit(MAX_COMPARED)
                .filter(each -> each.length() <= MAX_LENGTH)
                .map(each -> Map.entry(each, distance(sought, normal(each), limit)))
                .filter(each -> each.getValue() <= limit)
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        return similar.stream()
                .filter(each -> each.getValue() <= similar.get(0).getValue() + 1)
                .map(Map.Entry::getKey)
                .limit(MAX_FOUND)
                .toList();
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Returns the distance, or any larger number if it is more than the limit. */
    private static int distance(String from, String to, int limit) {
        if (Math.abs(from.length() - to.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return limit + 1;
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()];
    }
}
