/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.InvalidInputException.Fault;
import java.util.List;

/** What was asked for is not possible in the state that the experiment is in; in HTTP, a conflict. */
public final class ExperimentStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final ExperimentState state;
    private final transient List<Fault> faults;

    /**
     * Says what is not possible.
     *
     * @param key the experiment
     * @param state the state it is in
     * @param message why that is in the way, as a sentence
     */
    public ExperimentStateException(String key, ExperimentState state, String message) {
        this(key, state, message, List.of());
    }

    /**
     * Says which parts of a change are not possible.
     *
     * @param key the experiment
     * @param state the state it is in
     * @param message why that is in the way, as a sentence
     * @param faults the parts
     */
    public ExperimentStateException(String key, ExperimentState state, String message, List<Fault> faults) {
        super(message);
        this.key = key;
        this.state = state;
        this.faults = List.copyOf(faults);
    }

    /** {@return the experiment} */
    public String key() {
        return key;
    }

    /** {@return the state it is in} */
    public ExperimentState state() {
        return state;
    }

    /** {@return the parts of the change that are not possible; empty if it is the change as such} */
    public List<Fault> faults() {
        return faults;
    }
}
