/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store.budget;

import org.jspecify.annotations.Nullable;

/** Whoever waits for a report. */
@FunctionalInterface
public interface ReportAsker {

    /** {@return whether they do not wait any more; asked now and then, in another thread than that of the report} */
    boolean isGone();

    /** Knows who asks. */
    @FunctionalInterface
    interface Source {

        /** {@return who asks in the calling thread; {@code null} if that cannot be told} */
        @Nullable
        ReportAsker current();
    }
}
