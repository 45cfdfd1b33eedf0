/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in sentences what is wrong with an experiment: the name of the field as the forms have it, and what it must be. */
public final class FaultSentences {

    private static final Pattern PLACE = Pattern.compile("/(\\d{1,6})(/|$)");

    private FaultSentences() {}

    /**
     * What is wrong.
     *
     * @param ui the page
     * @param invalid what was refused
     * @return a sentence for each fault
     */
    public static List<String> of(Ui ui, InvalidInputException invalid) {
        return invalid.faults().stream().map(fault -> of(ui, fault)).toList();
    }

    /**
     * What is wrong at one place.
     *
     * @param ui the page
     * @param fault what was refused
     * @return a sentence
     */
    public static String of(Ui ui, Fault fault) {
        String key =
                "fault.experiment" + fault.pointer().replaceAll("/\\d+", "").replace('/', '.');
        Matcher place = PLACE.matcher(fault.pointer());
        String name = place.find() ? ui.t(key, Integer.parseInt(place.group(1)) + 1) : ui.t(key);
        return name.equals(key) ? fault.detail() : name + ": " + fault.detail();
    }
}
