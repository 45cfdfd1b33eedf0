/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment.form;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a form, so that all of it can be said at once; the first fault of a field is kept. */
final class FormFaults {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}([.][0-9]{1,12})?");

    private final List<Fault> faults = new ArrayList<>();

    void add(String pointer, String detail) {
        if (!has(pointer)) {
            faults.add(new Fault(pointer, detail));
        }
    }

    boolean has(String pointer) {
        return faults.stream().anyMatch(fault -> fault.pointer().equals(pointer));
    }

    int count() {
        return faults.size();
    }

    /** What something makes; null where it is refused. */
    <T> @Nullable T orNull(String below, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> add(below + fault.pointer(), fault.detail()));
            return null;
        }
    }

    /** What something makes, or the substitute where it is refused. */
    <T> T or(T substitute, Supplier<T> supplier) {
        T made = orNull("", supplier);
        return made == null ? substitute : made;
    }

    /** A number; null for an empty text, and after a fault. */
    @Nullable
    BigDecimal number(String pointer, String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            add(pointer, "must be a number, but was '" + text + "'");
            return null;
        }
        return new BigDecimal(text);
    }

    /** A whole number; null for an empty text, and after a fault. */
    @Nullable
    Integer whole(String pointer, String text) {
        BigDecimal number = number(pointer, text);
        try {
            return number == null ? null : number.intValueExact();
        } catch (ArithmeticException e) {
            add(pointer, "must be a whole number, but was '" + text + "'");
            return null;
        }
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }
}
