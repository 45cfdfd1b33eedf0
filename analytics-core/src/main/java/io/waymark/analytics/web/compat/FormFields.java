/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.compat;

import io.waymark.analytics.InvalidInputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The fields of a form, in a body or a query. */
public final class FormFields {

    private FormFields() {}

    /**
     * Finds a field.
     *
     * @param form the form as it was sent
     * @param name the name of the field
     * @return its value, decoded; null if there is none
     * @throws InvalidInputException if it is not properly encoded
     */
    public static @Nullable String find(@Nullable String form, String name) {
        if (form == null) {
            return null;
        }
        for (String field : form.split("&")) {
            if (field.startsWith(name + "=")) {
                try {
                    return URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    throw new InvalidInputException("", "The field '" + name + "' is not properly encoded");
                }
            }
        }
        return null;
    }
}
