/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrackerScriptTests {

    @Test
    void scriptFindsTheDoorBesideItself() {
        assertThat(TrackerScript.classic(TrackerPaths.of("/analytics", null), true))
                .contains("new URL(\"../analytics/track\", own.src)", "honorsOptOut = true")
                .doesNotContain("export", "// The server")
                .startsWith("/*!");
    }

    @Test
    void scriptWithAPathOfItsOwnFindsTheDoorElsewhere() {
        assertThat(TrackerScript.classic(TrackerPaths.of("/a/b", "/js/lib/t.js"), true))
                .contains("new URL(\"../../a/b/track\", own.src)");
        assertThat(TrackerScript.classic(TrackerPaths.of("/a", "/t.js"), true))
                .contains("new URL(\"./a/track\", own.src)");
    }

    @Test
    void moduleExportsWhatTheTypesDeclare() {
        String module = TrackerScript.module(TrackerPaths.of("/analytics", ""), true);
        assertThat(module)
                .contains("import.meta.url", "export const { init, track, identify, page, variant, reset } = tracker;");
        for (String name : new String[] {"init", "track", "identify", "page", "variant", "reset"}) {
            assertThat(TrackerScript.types()).contains("export declare const " + name + ":");
        }
    }

    @Test
    void filesLieBesideTheScript() {
        TrackerPaths paths = TrackerPaths.of("/analytics", "/js/t.js");
        assertThat(paths.module()).isEqualTo("/js/t.mjs");
        assertThat(paths.types()).isEqualTo("/js/t.d.ts");
        assertThat(paths.events()).isEqualTo("/analytics/track");
        assertThat(paths.variant()).isEqualTo("/analytics/variant");
    }

    @Test
    void optingOutCanBeIgnored() {
        assertThat(TrackerScript.classic(TrackerPaths.of("/a", null), false)).contains("honorsOptOut = false");
    }
}
