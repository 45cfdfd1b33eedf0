/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonTallyTests {

    private static final int BUCKET = 3;

    @ParameterizedTest
    @CsvSource({
        "0, 10",
        "1, 10",
        "31, 65536",
        "32, 65536",
        "500, 65536",
        "500, 40",
        "2048, 65536",
        "9000, 65536",
        "90000, 65536"
    })
    void tellsHowManyDifferentPeopleAndWho(int events, int people) {
        Random random = new Random(events);
        long[] scratch = PersonTally.scratch();
        PersonTally tally = new PersonTally();
        Set<Integer> expected = new TreeSet<>();
        for (int event = 0; event < events; event++) {
            int person = BUCKET << 16 | random.nextInt(people);
            tally.add(person);
            expected.add(person);
        }

        assertThat(tally.events()).isEqualTo(events);
        assertThat(tally.persons(scratch)).isEqualTo(expected.size());
        assertThat(tally.people(BUCKET, scratch)).containsExactlyElementsOf(expected);
        assertThat(scratch).containsOnly(0);
    }
}
