/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.ui.view.Ui;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a funnel in the words of the builder. */
final class FunnelFaults {

    private static final Pattern PART = Pattern.compile("/(steps|exclude)/(\\d+)(.*)");

    private FunnelFaults() {}

    static String sentence(Ui ui, Fault fault) {
        Matcher part = PART.matcher(fault.pointer());
        if (part.matches()) {
            String place = ui.t("fault." + part.group(1), Integer.parseInt(part.group(2)) + 1);
            return place + " " + field(ui, part.group(3)) + fault.detail() + ".";
        }
        return field(ui, fault.pointer()) + fault.detail() + ".";
    }

    private static String field(Ui ui, String pointer) {
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (field.isEmpty() || field.matches("\\d+")) {
            return "";
        }
        String key = "fault.field." + field;
        String name = ui.t(key);
        return (name.equals(key) ? field : name) + " ";
    }
}
