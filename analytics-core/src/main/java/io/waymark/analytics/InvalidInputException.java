/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import java.util.List;

/** Something a caller gave cannot be used; says which parts and why. At the HTTP API it becomes a 400 problem. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * One or more faults.
     *
     * @param faults what is wrong; not empty
     */
    public InvalidInputException(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.pointer() + ": " + fault.detail())
                .reduce((first, second) -> first + "; " + second)
                .orElseThrow(() -> new IllegalArgumentException("No faults")));
        this.faults = List.copyOf(faults);
    }

    /**
     * One fault.
     *
     * @param pointer where, as a JSON pointer, for example {@code /steps/0/event}; empty for the whole input
     * @param detail what is wrong and what would be right, as a sentence
     */
    public InvalidInputException(String pointer, String detail) {
        this(List.of(new Fault(pointer, detail)));
    }

    /** {@return what is wrong, in order of discovery} */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer where, as a JSON pointer
     * @param detail what is wrong and what would be right
     */
    public record Fault(String pointer, String detail) {}
}
