/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.json.JsonInput;
import java.time.Duration;

/** Reads what starts a new session: {@code sessionGap}, which is that of the app unless a request says otherwise. */
final class SessionGapParameter {

    private static final Duration MAX = Duration.ofDays(1);

    private SessionGapParameter() {}

    static Duration read(JsonInput input) {
        return input.at("sessionGap").duration(MAX, Sessions.DEFAULT_GAP);
    }
}
