/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import io.waymark.analytics.AppId;
import io.waymark.analytics.tenant.AppCalendar;

/** Where the counts in the navigation and the line of health come from. */
public interface ShellSource {

    /**
     * Asks for the calendar that questions about an app are asked in. Never fails: without an answer it is the default one.
     *
     * @param app the app that is looked at
     * @return the calendar
     */
    AppCalendar calendar(AppId app);

    /**
     * Asks for what stands around a page. Never fails: what cannot be had is left out.
     *
     * @param messages the words
     * @param formats how numbers are written
     * @param app the app that is looked at
     * @return the shell
     */
    Shell shell(Messages messages, Formats formats, AppId app);
}
