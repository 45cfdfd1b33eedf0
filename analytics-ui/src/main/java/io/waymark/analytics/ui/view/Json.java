/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data for a script element of type {@code application/json}. Written so that no value can end the element: what would
 * mean something to an HTML parser appears as a JSON escape.
 *
 * @param value records, maps, lists, texts, numbers
 */
public record Json(Object value) implements Content {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(text());
    }

    /** {@return the JSON text} */
    public String text() {
        return MAPPER.writeValueAsString(value)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }
}
