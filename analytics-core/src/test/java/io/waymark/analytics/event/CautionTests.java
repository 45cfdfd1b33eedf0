/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CautionTests {

    private final Caution caution = new Caution(3, 8);

    @Test
    void daresUntilItFails() {
        assertThat(caution.mayDare()).isTrue();
        caution.wentWell();
        assertThat(caution.mayDare()).isTrue();
    }

    @Test
    void pausesLongerAfterEachFailureButNotForEver() {
        assertThat(attemptsUntilItDaresAgain()).isEqualTo(3);
        assertThat(attemptsUntilItDaresAgain()).isEqualTo(6);
        assertThat(attemptsUntilItDaresAgain()).isEqualTo(8);
        assertThat(attemptsUntilItDaresAgain()).isEqualTo(8);
    }

    @Test
    void beginsAnewWhenItWentWell() {
        attemptsUntilItDaresAgain();
        attemptsUntilItDaresAgain();
        caution.wentWell();
        assertThat(attemptsUntilItDaresAgain()).isEqualTo(3);
    }

    private int attemptsUntilItDaresAgain() {
        caution.failed();
        int attempts = 1;
        while (!caution.mayDare()) {
            attempts++;
        }
        return attempts;
    }
}
