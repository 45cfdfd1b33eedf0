/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.posthog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the browser client does by itself: it compresses, and records nothing. */
final class PostHogConfig {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCRIPT = """
            (function () {
              var all = window._POSTHOG_REMOTE_CONFIG = window._POSTHOG_REMOTE_CONFIG || {};
              all[%s] = { config: %s, siteApps: [] };
            })();
            """;

    private PostHogConfig() {}

    static Map<String, @Nullable Object> of(String token, boolean hasFlags) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("token", token);
        config.put("supportedCompression", List.of("gzip", "gzip-js", "base64"));
        config.put("hasFeatureFlags", hasFlags);
        config.put("analytics", Map.of("endpoint", "/e/"));
        config.put("defaultIdentifiedOnly", true);
        config.put("isAuthenticated", false);
        config.put("siteApps", List.of());
        config.put("toolbarParams", Map.of());
        config.put("autocapture_opt_out", false);
        for (String off : List.of(
                "sessionRecording",
                "surveys",
                "heatmaps",
                "capturePerformance",
                "captureDeadClicks",
                "autocaptureExceptions",
                "productTours",
                "conversations",
                "logs")) {
            config.put(off, false);
        }
        config.put("errorTracking", Map.of("autocaptureExceptions", false, "suppressionRules", List.of()));
        return config;
    }

    static String script(String token, boolean hasFlags) {
        return SCRIPT.formatted(
                JSON.writeValueAsString(token).replace("<", "\\u003c"),
                JSON.writeValueAsString(of(token, hasFlags)).replace("<", "\\u003c"));
    }
}
