/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui;

import io.waymark.analytics.event.Sessions;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a host can set about the dashboard. */
public interface DashboardSettings {

    /** Where the dashboard is mounted unless set. */
    String DEFAULT_PATH = "/analytics";

    /** {@return the path below the context path, starting with a slash and without one at the end} */
    default String path() {
        return DEFAULT_PATH;
    }

    /** {@return who may open it} */
    default DashboardAccess access() {
        return DashboardAccess.GUARDED;
    }

    /** {@return the password to ask for where no Spring Security guards the host; null for none} */
    default @Nullable String password() {
        return null;
    }

    /** {@return the name of the application, shown in the header} */
    default String applicationName() {
        return "Application";
    }

    /**
     * {@return the time zone that questions are asked in unless the page says otherwise, whichever app they are about; null
     * for that of the app}
     */
    default @Nullable ZoneId timeZone() {
        return null;
    }

    /** {@return the gap that, if it is longer, starts a new session} */
    default Duration sessionGap() {
        return Sessions.DEFAULT_GAP;
    }
}
