/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.autoconfigure.AnalyticsProperties;
import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.autoconfigure.BasePath;
import io.waymark.analytics.web.tracker.TrackerPaths;
import io.waymark.analytics.web.tracker.TrackerSettings;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/** Properties of the script that tracks in the browser. */
@ConfigurationProperties("analytics.tracker")
public class AnalyticsTrackerProperties implements TrackerSettings {

    private static final Pattern SCRIPT = Pattern.compile("(/[A-Za-z0-9._~-]+)+\\.js");
    private static final int MIN_KEY_LENGTH = 8;

    /** Whether the script is served and what it sends is taken. */
    private boolean enabled = true;

    /** Path of the script. By default, tracker.js below the base path. */
    private @Nullable String path;

    /** Write key for the pages of this application. May only send what the script sends, so everybody may read it. */
    private @Nullable String writeKey;

    /** Size that a request of the script may have. */
    private DataSize maxBodySize = DataSize.ofBytes(DEFAULT_MAX_BODY_BYTES);

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public @Nullable String getPath() {
        return path;
    }

    public void setPath(@Nullable String path) {
        this.path = path;
    }

    public @Nullable String getWriteKey() {
        return writeKey;
    }

    public void setWriteKey(@Nullable String writeKey) {
        this.writeKey = writeKey;
    }

    /**
     * Reads the write key.
     *
     * @return the key, or {@code null} if there is none
     * @throws AnalyticsSetupException if it cannot be used
     */
    public @Nullable String writeKey() {
        if (!StringUtils.hasText(writeKey)) {
            return null;
        }
        if (writeKey.length() < MIN_KEY_LENGTH) {
            throw AnalyticsSetupException.property(
                    "analytics.tracker.write-key", "it has less than " + MIN_KEY_LENGTH + " characters");
        }
        return writeKey;
    }

    public DataSize getMaxBodySize() {
        return maxBodySize;
    }

    public void setMaxBodySize(DataSize maxBodySize) {
        this.maxBodySize = maxBodySize;
    }

    @Override
    public int maxBodyBytes() {
        return Math.toIntExact(maxBodySize.toBytes());
    }

    /**
     * Finds where the script is.
     *
     * @param analytics where everything is
     * @return the paths
     * @throws AnalyticsSetupException if a path cannot be used
     */
    public TrackerPaths paths(AnalyticsProperties analytics) {
        if (StringUtils.hasText(path) && !SCRIPT.matcher(path).matches()) {
            throw AnalyticsSetupException.property(
                    "analytics.tracker.path",
                    "'" + path + "' does not start with a slash, does not end with .js, or has more than letters,"
                            + " digits and . _ ~ - between");
        }
        return TrackerPaths.of(BasePath.of(analytics).value(), path);
    }
}
