/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import java.util.List;
import java.util.Locale;

/** Draws a few counts as a line of 80 by 22 units. */
public final class Sparkline {

    private static final double WIDTH = 80;
    private static final double TOP = 2;
    private static final double BOTTOM = 20;

    private Sparkline() {}

    /**
     * The line.
     *
     * @param counts the counts in order
     * @return the path of an SVG, from zero at the bottom to the greatest at the top; a flat one for fewer than two
     */
    public static String path(List<Long> counts) {
        if (counts.size() < 2) {
            return "M0 " + (int) BOTTOM + "H" + (int) WIDTH;
        }
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < counts.size(); i++) {
            double x = WIDTH * i / (counts.size() - 1);
            double y = most == 0 ? BOTTOM : BOTTOM - (BOTTOM - TOP) * counts.get(i) / most;
            path.append(i == 0 ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
        }
        return path.toString();
    }
}
