/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.result;

import io.waymark.analytics.AppId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report was asked. Two questions are the same if all of their parts are equal.
 *
 * @param report which report
 * @param app whose events
 * @param parts everything else that the answer depends on, besides data and time
 */
public record Question(String report, AppId app, List<@Nullable Object> parts) {

    public Question {
        parts = Collections.unmodifiableList(new ArrayList<>(parts));
    }

    /**
     * Asks a report.
     *
     * @param report which report
     * @param app whose events
     * @param parts everything else that the answer depends on, besides data and time, and what of the data was looked up
     *     before; with equality by content
     * @return the question
     */
    public static Question of(String report, AppId app, @Nullable Object... parts) {
        return new Question(report, app, Arrays.asList(parts));
    }
}
