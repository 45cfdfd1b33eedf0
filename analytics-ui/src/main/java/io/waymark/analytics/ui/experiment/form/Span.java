/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.ui.condition.TypedDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A length of time as a form shows it.
 *
 * @param number how many; empty for none
 * @param unit of what: {@code d}, {@code h}, {@code m}, {@code s} or {@code ms}
 */
public record Span(String number, String unit) {

    /** No length of time. */
    public static final Span NONE = new Span("", "d");

    private static final List<String> USUAL = List.of("m", "h", "d");

    /** In the largest unit of which it is a whole number, so that nothing is lost. */
    static Span of(@Nullable Duration duration) {
        if (duration == null || duration.isZero()) {
            return NONE;
        }
        for (Map.Entry<String, Long> unit : TypedDuration.UNITS.entrySet()) {
            if (duration.toMillis() % unit.getValue() == 0) {
                return new Span(duration.toMillis() / unit.getValue() + "", unit.getKey());
            }
        }
        throw new IllegalStateException("Every duration is a number of milliseconds");
    }

    static Span read(Fields fields, String name) {
        String unit = fields.text(name + "Unit");
        return new Span(fields.text(name), TypedDuration.UNITS.containsKey(unit) ? unit : "d");
    }

    /** {@return the units to choose from: the usual ones, and its own} */
    public List<String> units() {
        List<String> units = new ArrayList<>(USUAL);
        if (!units.contains(unit)) {
            units.add(0, unit);
        }
        return units;
    }

    /** The length of time; null for none, and after a fault. */
    @Nullable
    Duration duration(String pointer, FormFaults faults) {
        BigDecimal of = faults.number(pointer, number);
        if (of == null) {
            return null;
        }
        try {
            return TypedDuration.of(of, unit);
        } catch (ArithmeticException e) {
            faults.add(pointer, "is too long");
            return null;
        }
    }
}
