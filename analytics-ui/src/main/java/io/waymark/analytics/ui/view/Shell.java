/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import java.util.List;

/**
 * What stands around every page.
 *
 * @param application the name of the application
 * @param navigation the groups of pages
 * @param health how ingest is doing
 * @param segments the segments that can be looked at
 * @param apps the apps that can be looked at; empty where there is only one
 */
public record Shell(
        String application, List<Group> navigation, Health health, List<Choice> segments, List<Choice> apps) {

    /**
     * Pages that belong together.
     *
     * @param title the key of its title in the bundle; empty for none
     * @param entries the pages
     */
    public record Group(String title, List<Entry> entries) {}

    /**
     * A page.
     *
     * @param key its name, also the key of its title
     * @param path its path
     * @param icon its icon
     * @param count what is in it; empty for nothing to say
     */
    public record Entry(String key, String path, String icon, String count) {}

    /**
     * How ingest is doing.
     *
     * @param tone {@code good}, {@code warn} or {@code bad}
     * @param headline what matters most
     * @param detail the figures behind it
     */
    public record Health(String tone, String headline, String detail) {}

    /**
     * Something to pick.
     *
     * @param key its name in the address
     * @param name its name for people
     */
    public record Choice(String key, String name) {}
}
