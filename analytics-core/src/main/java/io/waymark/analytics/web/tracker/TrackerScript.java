/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The script as it is served: without comments and indentation, which is most of what a minifier would save once it is
 * compressed, and with what only the server knows.
 */
final class TrackerScript {

    private static final String ENDPOINT = "new URL(\"track\", own.src)";
    private static final String HONORS_OPT_OUT = "honorsOptOut = true";
    private static final String EXPORTS = """
            const tracker = globalThis.waymark;
            export default tracker;
            export const { init, track, identify, page, variant, reset } = tracker;
            """;

    private TrackerScript() {}

    /** For a script element, of type {@code module} or not. */
    static String classic(TrackerPaths paths, boolean honorsOptOut) {
        return script(paths, honorsOptOut, "own.src");
    }

    /** For an import. */
    static String module(TrackerPaths paths, boolean honorsOptOut) {
        return script(paths, honorsOptOut, "import.meta.url") + EXPORTS;
    }

    static String types() {
        return read("tracker.d.ts");
    }

    private static String script(TrackerPaths paths, boolean honorsOptOut, String self) {
        String script = compact(read("tracker.js"));
        script = replace(script, ENDPOINT, "new URL(\"" + paths.eventsSeenFromScript() + "\", " + self + ")");
        return replace(script, HONORS_OPT_OUT, "honorsOptOut = " + honorsOptOut);
    }

    private static String replace(String script, String marker, String replacement) {
        if (!script.contains(marker)) {
            throw new IllegalStateException("The tracker does not contain " + marker);
        }
        return script.replace(marker, replacement);
    }

    private static String compact(String script) {
        StringBuilder compact = new StringBuilder();
        script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("// "))
                .forEach(line -> compact.append(line).append('\n'));
        return compact.toString();
    }

    private static String read(String file) {
        try (InputStream in = TrackerScript.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The tracker's file " + file + " is not in its jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
