/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.audience;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about somebody.
 *
 * @param personId the number of the person; negative if nobody has that id
 * @param properties the properties of the person
 */
public record Facts(int personId, Map<String, @Nullable Object> properties) {

    /** Nobody has that id. */
    public static final Facts NOBODY = new Facts(-1, Map.of());
}
