/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import org.jspecify.annotations.Nullable;

/**
 * Where the tracker is mounted.
 *
 * @param script the path of the script, for example {@code /analytics/tracker.js}
 * @param events the path that events are sent to, for example {@code /analytics/track}
 */
public record TrackerPaths(String script, String events) {

    private static final String SUFFIX = ".js";

    /**
     * The paths below the one of everything, unless the script has a path of its own.
     *
     * @param basePath where everything is mounted
     * @param script the path of the script; {@code null} or empty for the default
     * @return the paths
     */
    public static TrackerPaths of(String basePath, @Nullable String script) {
        return new TrackerPaths(
                script == null || script.isEmpty() ? basePath + "/tracker.js" : script, basePath + "/track");
    }

    /** {@return the path at which the variant of an experiment is asked for, beside that of events} */
    public String variant() {
        return events.substring(0, events.lastIndexOf('/') + 1) + "variant";
    }

    /** {@return the path of the script as a module that can be imported} */
    public String module() {
        return stem() + ".mjs";
    }

    /** {@return the path of the types for TypeScript} */
    public String types() {
        return stem() + ".d.ts";
    }

    private String stem() {
        return script.endsWith(SUFFIX) ? script.substring(0, script.length() - SUFFIX.length()) : script;
    }

    /** How a page that knows the address of the script gets to {@link #events()}, whatever lies before both. */
    String eventsSeenFromScript() {
        String up = "../".repeat((int) script.chars().filter(c -> c == '/').count() - 1);
        return (up.isEmpty() ? "./" : up) + events.substring(1);
    }
}
