/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTests {

    @Test
    void holdsNoMoreRowsThanAreRead() {
        List<String> rows = List.of();
        for (int i = 1; i <= 5; i++) {
            rows = Rows.appended(rows, "row " + i, 3);
        }
        assertThat(rows).containsExactly("row 1", "row 2", "row 3");
    }

    @Test
    void leavesTheRowsAloneWhereANumberIsNoneOfThem() {
        List<String> rows = List.of("a", "b");
        for (int number : new int[] {Integer.MIN_VALUE, -1, 0, 3, Integer.MAX_VALUE}) {
            assertThat(Rows.without(rows, number)).isEqualTo(rows);
            assertThat(Rows.changed(rows, number, row -> row + "!")).isEqualTo(rows);
        }
        assertThat(Rows.without(rows, 2)).containsExactly("a");
        assertThat(Rows.changed(rows, 2, row -> row + "!")).containsExactly("a", "b!");
    }

    @Test
    void readsTheNumberOfAButton() {
        String[] parts = "nowhere:12.3456.-1.\u0661".split("[:.]");
        assertThat(Rows.number(parts, 1)).isEqualTo(12);
        assertThat(Rows.number(parts, 0)).isZero();
        assertThat(Rows.number(parts, 2)).isZero();
        assertThat(Rows.number(parts, 3)).isZero();
        assertThat(Rows.number(parts, 4)).isZero();
        assertThat(Rows.number(parts, 5)).isZero();
    }
}
