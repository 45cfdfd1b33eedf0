/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.schema;

import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.store.budget.ReportLimits;
import io.waymark.analytics.store.result.ResultMemory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** Properties of reports. */
@ConfigurationProperties("analytics.reports")
public class AnalyticsReportProperties {

    /** Whether reports and the definitions that they are made from are set up. */
    private boolean enabled = true;

    /** Time after which a report is given up. */
    private Duration timeout = ReportLimits.DEFAULT_TIMEOUT;

    /** What answers reports: columns where they can and the event table else, or the event table only. */
    private Engine engine = Engine.AUTO;

    /** Number of threads that go through columns for reports. Zero means one per processor. */
    private int threads;

    /** Number of reports that may run at once. */
    private int concurrency = ReportLimits.DEFAULT_CONCURRENCY;

    /** Time that a report waits for its turn before it is refused. */
    private Duration maxWait = ReportLimits.DEFAULT_MAX_WAIT;

    /** Memory that a report may take for what it keeps while it runs. */
    private DataSize maxMemory = DataSize.ofBytes(ReportLimits.DEFAULT_MAX_BYTES);

    /** Whether a report over HTTP is cancelled when its client has gone. Works with Tomcat and HTTP/1.1. */
    private boolean cancelOnDisconnect = true;

    /** Memory in which answers are kept for as long as nothing they depend on has changed. Zero keeps none. */
    private DataSize cacheSize = DataSize.ofBytes(ResultMemory.DEFAULT_BYTES);

    /**
     * Memory in which what was counted of days without new events is kept: an eighth of the heap unless set, 256MB at most.
     * Zero keeps none.
     */
    private @Nullable DataSize daysCacheSize;

    /** Time without an event after which the next one starts a new session, unless a request says otherwise: a day at most. */
    private Duration sessionGap = Sessions.DEFAULT_GAP;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public Duration getTimeout() {
        return timeout;
    }

    public void setTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    public Engine getEngine() {
        return engine;
    }

    public void setEngine(Engine engine) {
        this.engine = engine;
    }

    public int getThreads() {
        return threads;
    }

    public void setThreads(int threads) {
        this.threads = threads;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    public Duration getMaxWait() {
        return maxWait;
    }

    public void setMaxWait(Duration maxWait) {
        this.maxWait = maxWait;
    }

    public DataSize getMaxMemory() {
        return maxMemory;
    }

    public void setMaxMemory(DataSize maxMemory) {
        this.maxMemory = maxMemory;
    }

    public boolean isCancelOnDisconnect() {
        return cancelOnDisconnect;
    }

    public void setCancelOnDisconnect(boolean cancelOnDisconnect) {
        this.cancelOnDisconnect = cancelOnDisconnect;
    }

    public Duration getSessionGap() {
        return sessionGap;
    }

    /**
     * Sets the gap that starts a new session, if it is longer.
     *
     * @param sessionGap from a millisecond to a day
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public void setSessionGap(Duration sessionGap) {
        if (sessionGap.toMillis() < 1 || sessionGap.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("A session gap is longer than 0 and at most a day, for example 30m");
        }
        this.sessionGap = sessionGap;
    }

    public DataSize getCacheSize() {
        return cacheSize;
    }

    public void setCacheSize(DataSize cacheSize) {
        this.cacheSize = cacheSize;
    }

    public @Nullable DataSize getDaysCacheSize() {
        return daysCacheSize;
    }

    public void setDaysCacheSize(@Nullable DataSize daysCacheSize) {
        this.daysCacheSize = daysCacheSize;
    }

    /** What answers reports. */
    public enum Engine {
        /** Columns of events where they can, else the event table. */
        AUTO,
        /** The event table. */
        SQL
    }
}
