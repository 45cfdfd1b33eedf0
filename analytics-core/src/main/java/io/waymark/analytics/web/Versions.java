/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.json.JsonInput;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The version that a change is based on, which whoever changes something may send, so as not to undo another change. */
final class Versions {

    private Versions() {}

    static int read(JsonNode body, int stored) {
        return JsonInput.read(
                body,
                "",
                input -> Objects.requireNonNullElse(input.at("version").integer(0, Integer.MAX_VALUE), stored));
    }
}
