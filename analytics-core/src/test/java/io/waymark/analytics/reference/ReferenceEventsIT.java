/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.reference;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(set.database()
                        .sql("select count(*) from (select dedup - lag(dedup) over (order by seq) as step"
                                + " from {schema}.event) s where step <> 1")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
