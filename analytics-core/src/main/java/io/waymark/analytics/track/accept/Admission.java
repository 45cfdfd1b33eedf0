/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.track.IngestOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What acceptance says about an event: exactly one of the two.
 *
 * @param accepted the event as it goes on
 * @param refusal why it does not
 */
public record Admission(
        @Nullable AcceptedEvent accepted, @Nullable IngestOutcome refusal) {

    static Admission of(AcceptedEvent accepted) {
        return new Admission(accepted, null);
    }

    static Admission refused(IngestOutcome refusal) {
        return new Admission(null, refusal);
    }
}
