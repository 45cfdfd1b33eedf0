/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import io.waymark.analytics.Delivery;
import io.waymark.analytics.track.HookFailure;
import io.waymark.analytics.track.IngestSettings;
import io.waymark.analytics.track.spool.SpoolSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** Properties of the way of an event into the database. */
@ConfigurationProperties("analytics.ingest")
public class AnalyticsIngestProperties implements IngestSettings {

    /** Whether events are stored. */
    private boolean enabled = true;

    /** Secret key of the HTTP API, at least 32 characters. May send events, ask for reports and change definitions. */
    private @Nullable String apiKey;

    /** What is promised of an event that the application tracks without saying so itself. */
    private Delivery delivery = DEFAULT_DELIVERY;

    /** Where events go while the database does not take them. */
    private final Spool spool = new Spool();

    /** Number of characters that event names, property keys and ids may have. */
    private int maxNameLength = DEFAULT_MAX_NAME_LENGTH;

    /** Size that the properties of an event may have as JSON. */
    private DataSize maxEventSize = DataSize.ofBytes(DEFAULT_MAX_EVENT_BYTES);

    /** Number of properties that an event may have. */
    private int maxProperties = DEFAULT_MAX_PROPERTIES;

    /** Depth to which properties may be nested. */
    private int maxDepth = DEFAULT_MAX_DEPTH;

    /** Number of characters after which the text of a property is cut. */
    private int maxStringLength = DEFAULT_MAX_STRING_LENGTH;

    /** What becomes of an event when a hook fails on it. */
    private HookFailure hookFailure = DEFAULT_HOOK_FAILURE;

    /** Number of events that may wait for the writer. */
    private int queueCapacity = DEFAULT_QUEUE_CAPACITY;

    /** Memory that events that wait for the writer may take. */
    private DataSize queueSize = DataSize.ofBytes(DEFAULT_QUEUE_BYTES);

    /** Number of events written in one transaction at most. */
    private int batchSize = DEFAULT_BATCH_SIZE;

    /** Time that a caller who waits for the commit does so at most. */
    private Duration commitTimeout = DEFAULT_COMMIT_TIMEOUT;

    /** Time that the shutdown waits for events that are queued to be written. */
    private Duration drainTimeout = DEFAULT_DRAIN_TIMEOUT;

    /** Number of distinct ids that are remembered, so that their person need not be looked up. */
    private int rememberedPersons = DEFAULT_REMEMBERED_PERSONS;

    /** Number of stored events that may wait for each AfterIngestHook. */
    private int afterIngestCapacity = DEFAULT_AFTER_INGEST_CAPACITY;

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public @Nullable String getApiKey() {
        return apiKey;
    }

    public void setApiKey(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    public Delivery getDelivery() {
        return delivery;
    }

    public void setDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    public Spool getSpool() {
        return spool;
    }

    @Override
    public SpoolSettings spool() {
        return spool;
    }

    public int getMaxNameLength() {
        return maxNameLength;
    }

    public void setMaxNameLength(int maxNameLength) {
        this.maxNameLength = maxNameLength;
    }

    @Override
    public int maxNameLength() {
        return maxNameLength;
    }

    public DataSize getMaxEventSize() {
        return maxEventSize;
    }

    public void setMaxEventSize(DataSize maxEventSize) {
        this.maxEventSize = maxEventSize;
    }

    @Override
    public int maxEventBytes() {
        return Math.toIntExact(maxEventSize.toBytes());
    }

    public int getMaxProperties() {
        return maxProperties;
    }

    public void setMaxProperties(int maxProperties) {
        this.maxProperties = maxProperties;
    }

    @Override
    public int maxProperties() {
        return maxProperties;
    }

    public int getMaxDepth() {
        return maxDepth;
    }

    public void setMaxDepth(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    @Override
    public int maxDepth() {
        return maxDepth;
    }

    public int getMaxStringLength() {
        return maxStringLength;
    }

    public void setMaxStringLength(int maxStringLength) {
        this.maxStringLength = maxStringLength;
    }

    @Override
    public int maxStringLength() {
        return maxStringLength;
    }

    public HookFailure getHookFailure() {
        return hookFailure;
    }

    public void setHookFailure(HookFailure hookFailure) {
        this.hookFailure = hookFailure;
    }

    @Override
    public HookFailure hookFailure() {
        return hookFailure;
    }

    public int getQueueCapacity() {
        return queueCapacity;
    }

    public void setQueueCapacity(int queueCapacity) {
        this.queueCapacity = queueCapacity;
    }

    @Override
    public int queueCapacity() {
        return queueCapacity;
    }

    public DataSize getQueueSize() {
        return queueSize;
    }

    public void setQueueSize(DataSize queueSize) {
        this.queueSize = queueSize;
    }

    @Override
    public long queueBytes() {
        return queueSize.toBytes();
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

    public Duration getCommitTimeout() {
        return commitTimeout;
    }

    public void setCommitTimeout(Duration commitTimeout) {
        this.commitTimeout = commitTimeout;
    }

    @Override
    public Duration commitTimeout() {
        return commitTimeout;
    }

    public Duration getDrainTimeout() {
        return drainTimeout;
    }

    public void setDrainTimeout(Duration drainTimeout) {
        this.drainTimeout = drainTimeout;
    }

    @Override
    public Duration drainTimeout() {
        return drainTimeout;
    }

    public int getRememberedPersons() {
        return rememberedPersons;
    }

    public void setRememberedPersons(int rememberedPersons) {
        this.rememberedPersons = rememberedPersons;
    }

    @Override
    public int rememberedPersons() {
        return rememberedPersons;
    }

    public int getAfterIngestCapacity() {
        return afterIngestCapacity;
    }

    public void setAfterIngestCapacity(int afterIngestCapacity) {
        this.afterIngestCapacity = afterIngestCapacity;
    }

    @Override
    public int afterIngestCapacity() {
        return afterIngestCapacity;
    }

    /** Properties of the spool. */
    public static class Spool implements SpoolSettings {

        /** Whether events go to the local disk when the database does not take them. */
        private boolean enabled = DEFAULT_ENABLED;

        /** Directory on a local disk, made when it is first needed. Several instances may share it. */
        private Path directory = Path.of(DEFAULT_DIRECTORY);

        /** Size that the spool of an instance may have. */
        private DataSize maxSize = DataSize.ofBytes(DEFAULT_MAX_BYTES);

        /** Time that the database may keep a batch waiting before it goes to the disk. */
        private Duration after = DEFAULT_AFTER;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }

        @Override
        public boolean enabled() {
            return enabled;
        }

        public Path getDirectory() {
            return directory;
        }

        public void setDirectory(Path directory) {
            this.directory = directory;
        }

        @Override
        public Path directory() {
            return directory;
        }

        public DataSize getMaxSize() {
            return maxSize;
        }

        public void setMaxSize(DataSize maxSize) {
            this.maxSize = maxSize;
        }

        @Override
        public long maxBytes() {
            return maxSize.toBytes();
        }

        public Duration getAfter() {
            return after;
        }

        public void setAfter(Duration after) {
            this.after = after;
        }

        @Override
        public Duration after() {
            return after;
        }
    }
}
