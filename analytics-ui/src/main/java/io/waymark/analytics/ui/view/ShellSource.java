/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

/** Where the counts in the navigation and the line of health come from. */
@FunctionalInterface
public interface ShellSource {

    /**
     * Asks for what stands around a page. Never fails: what cannot be had is left out.
     *
     * @param messages the words
     * @param formats how numbers are written
     * @return the shell
     */
    Shell shell(Messages messages, Formats formats);
}
