/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.Period;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.web.exchange.ApiHandler;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question, and the same about the time before.
 *
 * @param query the question
 * @param before the same about the time before; null where that is not asked for
 */
record Compared<Q>(Q query, @Nullable Q before) {

    /** Asks about the time before too, where {@code compare=previous} says so. */
    static <Q> Compared<Q> of(JsonInput input, Q query, Period period, Function<Period, Q> during) {
        Period before = PeriodParameters.comparison(input, period);
        return new Compared<>(query, before == null ? null : during.apply(before));
    }

    /** Answers what cannot be compared: who asks for that is told so. */
    static ApiHandler never(ApiHandler handler) {
        return request -> {
            request.parameters(Set.of(), input -> {
                refuse(input);
                return input;
            });
            return handler.handle(request);
        };
    }

    /** The same for what is asked in a body. */
    static void refuse(JsonInput input) {
        JsonInput compare = input.at("compare");
        if (!compare.isAbsent()) {
            compare.fault("must be left out: there is nothing to compare here");
        }
    }

    /** Answers the question; the answer about the time before stands in it as {@code previous}. */
    Map<String, @Nullable Object> answer(Function<Q, Map<String, @Nullable Object>> report) {
        Map<String, @Nullable Object> json = report.apply(query);
        if (before != null) {
            json.put("previous", report.apply(before));
        }
        return json;
    }
}
