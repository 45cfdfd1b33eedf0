/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceEventsIT {

    @ParameterizedTest
    @MethodSource("io.waymark.analytics.reference.ReferenceEvents#sets")
    void everyEventOfTheSetIsStoredInTheOrderOfTheFile(ReferenceEvents set) {
        assertThat(set.database()
                        .sql("select count(*) from {schema}.event")
                        .query(Long.class)
                        .single())
                .isEqualTo(set.records().size());
        List<Integer> inOrder = set.database()
                .sql("select dedup from {schema}.event order by seq")
                .query(Integer.class)
                .list();
        assertThat(IntStream.range(1, inOrder.size())).allMatch(i -> inOrder.get(i) == inOrder.get(i - 1) + 1);
    }
}
