/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.web.ApiSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** Properties of the HTTP API. */
@ConfigurationProperties("analytics.api")
public class AnalyticsApiProperties implements ApiSettings {

    /** Whether the HTTP API is mounted. */
    private boolean enabled = true;

    /** Size that the body of a request may have, also after inflating. */
    private DataSize maxBodySize = DataSize.ofBytes(DEFAULT_MAX_BODY_BYTES);

    /** Number of events that may come in one request. */
    private int maxBatchSize = DEFAULT_MAX_BATCH_SIZE;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
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

    public int getMaxBatchSize() {
        return maxBatchSize;
    }

    public void setMaxBatchSize(int maxBatchSize) {
        this.maxBatchSize = maxBatchSize;
    }

    @Override
    public int maxBatchSize() {
        return maxBatchSize;
    }
}
