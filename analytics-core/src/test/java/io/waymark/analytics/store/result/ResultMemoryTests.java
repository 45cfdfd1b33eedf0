/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultMemoryTests {

    private static final Instant NOW = Instant.parse("2026-03-01T10:07:00Z");

    private final ResultMemory memory = new ResultMemory(100_000);

    @Test
    void knowsAnAnswerForTheSameQuestionAndVersion() {
        memory.keep(question("a", 1), 7, NOW, new Answer<>("yes", Instant.MAX));
        assertThat(memory.<String>find(question("a", 1), 7, NOW)).isEqualTo("yes");
        assertThat(memory.<String>find(question("a", 1), 8, NOW)).isNull();
        assertThat(memory.<String>find(question("a", 2), 7, NOW)).isNull();
        assertThat(memory.<String>find(Question.of("a", new AppId(2), 1), 7, NOW))
                .isNull();
        assertThat(memory.hits()).isEqualTo(1);
        assertThat(memory.misses()).isEqualTo(3);
    }

    @Test
    void forgetsWhatTimeHasOvertaken() {
        memory.keep(question("a", 1), 7, NOW, Answer.ofCalendar("open", NOW));
        assertThat(memory.<String>find(question("a", 1), 7, Instant.parse("2026-03-01T10:14:59.999Z")))
                .isEqualTo("open");
        assertThat(memory.<String>find(question("a", 1), 7, Instant.parse("2026-03-01T10:15:00Z")))
                .isNull();
        assertThat(memory.<String>find(question("a", 1), 7, NOW.minusMillis(1))).isNull();
    }

    @Test
    void keepsNothingThatNeverHolds() {
        memory.keep(question("a", 1), 7, NOW, new Answer<>("now", Instant.MAX).onlyIf(false));
        assertThat(memory.<String>find(question("a", 1), 7, NOW)).isNull();
    }

    @Test
    void takesNoMoreMemoryThanItMay() {
        for (int i = 0; i < 200; i++) {
            memory.keep(question("large", i), 7, NOW, new Answer<>(Collections.nCopies(1_000, i), Instant.MAX));
        }
        long known = 0;
        for (int i = 0; i < 200; i++) {
            known += memory.find(question("large", i), 7, NOW) == null ? 0 : 1;
        }
        // A list of a thousand numbers takes some 32,000 bytes.
        assertThat(known).isBetween(1L, 3L);
    }

    private record Part(String text, List<Long> numbers) {}

    @Test
    void sizesGoByWhatIsInAnAnswer() {
        int small = ResultSize.of(new Part("", List.of()));
        assertThat(ResultSize.of(new Part("x".repeat(1_000), List.of()))).isEqualTo(small + 2_000);
        assertThat(ResultSize.of(new Part("", List.of(1L, 2L, 3L)))).isEqualTo(small + 3 * 32);
    }

    private static Question question(String report, int part) {
        return Question.of(report, AppId.DEFAULT, part, null);
    }
}
