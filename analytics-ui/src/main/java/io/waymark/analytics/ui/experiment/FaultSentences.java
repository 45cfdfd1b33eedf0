/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.experiment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;

/** Says in sentences what is wrong with an experiment: the name of the field as the forms have it, and what it must be. */
public final class FaultSentences {

    private FaultSentences() {}

    /**
     * What is wrong.
     *
     * @param ui the page
     * @param invalid what was refused
     * @return a sentence for each fault
     */
    public static List<String> of(Ui ui, InvalidInputException invalid) {
        return invalid.faults().stream().map(fault -> sentence(ui, fault)).toList();
    }

    private static String sentence(Ui ui, InvalidInputException.Fault fault) {
        String key =
                "fault.experiment" + fault.pointer().replaceAll("/\\d+", "").replace('/', '.');
        String name = ui.t(key);
        return name.equals(key) ? fault.detail() : name + ": " + fault.detail();
    }
}
