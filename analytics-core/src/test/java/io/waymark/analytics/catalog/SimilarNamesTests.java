/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimilarNamesTests {

    private static final List<String> KNOWN =
            List.of("cart_added", "cart_removed", "order_placed", "order_paid", "signed_up");

    @Test
    void findsLettersThatAreMissingTooManyWrongOrSwapped() {
        for (String typo : List.of("order_placd", "order_plaaced", "order_plazed", "order_palced", "odrer_placed")) {
            assertThat(SimilarNames.of(typo, KNOWN)).as(typo).first().isEqualTo("order_placed");
        }
    }

    @Test
    void caseAndPunctuationDoNotMatter() {
        assertThat(SimilarNames.of("Order Placed", KNOWN)).containsExactly("order_placed");
        assertThat(SimilarNames.of("SIGNED-UP", KNOWN)).containsExactly("signed_up");
    }

    @Test
    void theNearestComeFirst() {
        assertThat(SimilarNames.of("order_pai", KNOWN)).containsExactly("order_paid");
        assertThat(SimilarNames.of("abcdefgh", List.of("abcdefxx", "abcdefgx", "abcdefgy")))
                .containsExactly("abcdefgx", "abcdefgy", "abcdefxx");
    }

    @Test
    void whatIsFarAwayIsNotMeant() {
        assertThat(SimilarNames.of("newsletter_opened", KNOWN)).isEmpty();
        assertThat(SimilarNames.of("!!!", KNOWN)).isEmpty();
        assertThat(SimilarNames.of("x".repeat(200), KNOWN)).isEmpty();
    }

    @Test
    void looksThroughSoManyNamesAndNoMore() {
        List<String> many = Stream.concat(IntStream.range(0, 2_000).mapToObj(i -> "n" + i), Stream.of("order_placed"))
                .toList();
        assertThat(SimilarNames.of("order_placed", many)).isEmpty();
    }
}
