/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

/** What was asked for is not possible in the state that the experiment is in; in HTTP, a conflict. */
public final class ExperimentStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final ExperimentState state;

    /**
     * Says what is not possible.
     *
     * @param key the experiment
     * @param state the state it is in
     * @param message why that is in the way, as a sentence
     */
    public ExperimentStateException(String key, ExperimentState state, String message) {
        super(message);
        this.key = key;
        this.state = state;
    }

    /** {@return the experiment} */
    public String key() {
        return key;
    }

    /** {@return the state it is in} */
    public ExperimentState state() {
        return state;
    }
}
