/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers what became of one event. */
final class OutcomeReply {

    static final ServerResponse RECORDED = ApiReply.ok(Map.of("recorded", true));

    private OutcomeReply() {}

    /** Says where the fault is in the request, by {@code pointers}, which gets where it is in the {@link Event}. */
    static ServerResponse of(IngestOutcome outcome, UnaryOperator<String> pointers) {
        String reason = Objects.requireNonNullElse(outcome.reason(), "");
        return switch (outcome.status()) {
            case RECORDED -> RECORDED;
            case DROPPED -> ApiReply.ok(Map.of("recorded", false, "reason", reason));
            case REJECTED ->
                throw new ProblemException(
                        refusal(outcome.pointer() == null ? null : pointers.apply(outcome.pointer()), reason));
            case INVALID ->
                throw new InvalidInputException(
                        pointers.apply(Objects.requireNonNullElse(outcome.pointer(), "")), reason);
        };
    }

    private static Problem refusal(@Nullable String pointer, String reason) {
        List<Fault> errors = pointer == null ? List.of() : List.of(new Fault(pointer, reason));
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, reason, errors, Map.of(), Map.of());
    }
}
