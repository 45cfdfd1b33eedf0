/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import org.jspecify.annotations.Nullable;

/**
 * What became of an event.
 *
 * @param status what became of it
 * @param pointer which part of the event is invalid or refused, as a JSON pointer like {@code /eventName}; {@code null}
 *     unless the status is {@link Status#INVALID}, or {@link Status#REJECTED} because of one part
 * @param reason why, for whoever sent it; {@code null} if it was recorded
 */
public record IngestOutcome(
        Status status, @Nullable String pointer, @Nullable String reason) {

    private static final IngestOutcome RECORDED = new IngestOutcome(Status.RECORDED, null, null);

    /** {@return the outcome of an event that is in the database} */
    public static IngestOutcome recorded() {
        return RECORDED;
    }

    /**
     * The outcome of an event that was dropped on purpose.
     *
     * @param reason why
     * @return the outcome
     */
    public static IngestOutcome dropped(String reason) {
        return new IngestOutcome(Status.DROPPED, null, reason);
    }

    /**
     * The outcome of an event that a hook refused.
     *
     * @param reason why
     * @return the outcome
     */
    public static IngestOutcome rejected(String reason) {
        return new IngestOutcome(Status.REJECTED, null, reason);
    }

    /**
     * The outcome of an event that was refused because of one part of it.
     *
     * @param pointer which part, as a JSON pointer; {@code null} for the whole
     * @param reason why
     * @return the outcome
     */
    public static IngestOutcome rejected(@Nullable String pointer, String reason) {
        return new IngestOutcome(Status.REJECTED, pointer, reason);
    }

    /**
     * The outcome of an event that is outside the limits.
     *
     * @param pointer which part, as a JSON pointer
     * @param reason what is wrong and what would be right, as a sentence
     * @return the outcome
     */
    public static IngestOutcome invalid(String pointer, String reason) {
        return new IngestOutcome(Status.INVALID, pointer, reason);
    }

    /** What can become of an event. */
    public enum Status {
        /** It is in the database, now or since an earlier attempt. */
        RECORDED,
        /** It was dropped on purpose: by a hook, because it is switched off, or because its time has been purged. */
        DROPPED,
        /** A hook refused it, or it is not in the catalogue. */
        REJECTED,
        /** It is outside the limits. */
        INVALID
    }
}
