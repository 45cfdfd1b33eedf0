/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.chunk;

import io.waymark.analytics.chunk.ChunkSettings;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** Properties of the columnar store. */
@ConfigurationProperties("analytics.chunks")
public class AnalyticsChunkProperties implements ChunkSettings {

    /** Whether events are also kept by columns, in chunks, and reports may be answered from these. */
    private boolean enabled = true;

    /** Time between two looks for events that are in no chunk yet. Zero disables them. */
    private Duration interval = DEFAULT_INTERVAL;

    /** Number of new events from which on they are written into chunks without waiting for more. */
    private int batchSize = DEFAULT_BATCH_SIZE;

    /** Time after which new events are written into chunks, however few they are. */
    private Duration maxDelay = DEFAULT_MAX_DELAY;

    /** Time between two looks for days whose sessions can be summed up ahead of reports. Zero disables them. */
    private Duration sessionsInterval = DEFAULT_SESSIONS_INTERVAL;

    /** Number of events in no chunk yet, of all apps, beyond which reports do not use chunks. */
    private int maxTail = DEFAULT_MAX_TAIL;

    /** Memory in which chunks that were read are kept: an eighth of the heap unless set, 512MB at most. Zero keeps none. */
    private @Nullable DataSize cacheSize;

    /**
     * Keys of properties that are kept by columns, of any event. 'auto' stands for all that reports ask for; a key after '!'
     * is not kept.
     */
    private Set<String> properties = DEFAULT_PROPERTIES;

    /** Number of different values a property may have in one event on one day, to be kept by columns; twenty times as many numbers. */
    private int maxValues = DEFAULT_MAX_VALUES;

    /** Age from which chunks are deleted, once their events have been purged. Zero keeps them for ever. */
    private Duration purgeAfter = DEFAULT_PURGE_AFTER;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public Duration getInterval() {
        return interval;
    }

    public void setInterval(Duration interval) {
        this.interval = interval;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    public Duration getMaxDelay() {
        return maxDelay;
    }

    public void setMaxDelay(Duration maxDelay) {
        this.maxDelay = maxDelay;
    }

    @Override
    public Duration maxDelay() {
        return maxDelay;
    }

    public Duration getSessionsInterval() {
        return sessionsInterval;
    }

    public void setSessionsInterval(Duration sessionsInterval) {
        this.sessionsInterval = sessionsInterval;
    }

    @Override
    public Duration sessionsInterval() {
        return sessionsInterval;
    }

    public int getMaxTail() {
        return maxTail;
    }

    public void setMaxTail(int maxTail) {
        this.maxTail = maxTail;
    }

    @Override
    public int maxTail() {
        return maxTail;
    }

    public @Nullable DataSize getCacheSize() {
        return cacheSize;
    }

    public void setCacheSize(@Nullable DataSize cacheSize) {
        this.cacheSize = cacheSize;
    }

    @Override
    public long cacheBytes() {
        return cacheSize == null ? ChunkSettings.super.cacheBytes() : cacheSize.toBytes();
    }

    public Set<String> getProperties() {
        return properties;
    }

    public void setProperties(Set<String> properties) {
        this.properties = properties;
    }

    @Override
    public Set<String> properties() {
        return properties;
    }

    public int getMaxValues() {
        return maxValues;
    }

    public void setMaxValues(int maxValues) {
        this.maxValues = maxValues;
    }

    @Override
    public int maxValues() {
        return maxValues;
    }

    public Duration getPurgeAfter() {
        return purgeAfter;
    }

    public void setPurgeAfter(Duration purgeAfter) {
        this.purgeAfter = purgeAfter;
    }

    @Override
    public Duration purgeAfter() {
        return purgeAfter;
    }
}
