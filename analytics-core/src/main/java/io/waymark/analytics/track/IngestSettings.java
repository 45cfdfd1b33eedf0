/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import io.waymark.analytics.Delivery;
import io.waymark.analytics.track.spool.SpoolSettings;
import java.time.Duration;

/** What can be configured about the way of an event into the store. */
public interface IngestSettings {

    /** The default of {@link #delivery()}. */
    Delivery DEFAULT_DELIVERY = Delivery.ASYNC;
    /** The default of {@link #maxNameLength()}. */
    int DEFAULT_MAX_NAME_LENGTH = 200;
    /** The default of {@link #maxEventBytes()}. */
    int DEFAULT_MAX_EVENT_BYTES = 64 * 1024;
    /** The default of {@link #maxProperties()}. */
    int DEFAULT_MAX_PROPERTIES = 200;
    /** The default of {@link #maxDepth()}. */
    int DEFAULT_MAX_DEPTH = 5;
    /** The default of {@link #maxStringLength()}. */
    int DEFAULT_MAX_STRING_LENGTH = 8 * 1024;
    /** The default of {@link #hookFailure()}. */
    HookFailure DEFAULT_HOOK_FAILURE = HookFailure.PASS;
    /** The default of {@link #queueCapacity()}. */
    int DEFAULT_QUEUE_CAPACITY = 50_000;
    /** The default of {@link #queueBytes()}. */
    long DEFAULT_QUEUE_BYTES = 64L * 1024 * 1024;
    /** The default of {@link #batchSize()}. */
    int DEFAULT_BATCH_SIZE = 1_000;
    /** The default of {@link #commitTimeout()}. */
    Duration DEFAULT_COMMIT_TIMEOUT = Duration.ofSeconds(10);
    /** The default of {@link #drainTimeout()}. */
    Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(10);
    /** The default of {@link #rememberedPersons()}. */
    int DEFAULT_REMEMBERED_PERSONS = 50_000;
    /** The default of {@link #afterIngestCapacity()}. */
    int DEFAULT_AFTER_INGEST_CAPACITY = 10_000;

    /** {@return what the application is promised of an event that it tracks without saying so itself} */
    default Delivery delivery() {
        return DEFAULT_DELIVERY;
    }

    /** {@return where events go while the database does not take them} */
    default SpoolSettings spool() {
        return new SpoolSettings() {};
    }

    /** {@return how many characters event names, property keys and ids may have} */
    default int maxNameLength() {
        return DEFAULT_MAX_NAME_LENGTH;
    }

    /** {@return how large an event may be, its properties as JSON in UTF-8} */
    default int maxEventBytes() {
        return DEFAULT_MAX_EVENT_BYTES;
    }

    /** {@return how many properties an event may have} */
    default int maxProperties() {
        return DEFAULT_MAX_PROPERTIES;
    }

    /** {@return how deep properties may be nested; the properties themselves are depth 1} */
    default int maxDepth() {
        return DEFAULT_MAX_DEPTH;
    }

    /** {@return after how many characters the text of a property is cut} */
    default int maxStringLength() {
        return DEFAULT_MAX_STRING_LENGTH;
    }

    /** {@return what becomes of an event when a hook fails on it} */
    default HookFailure hookFailure() {
        return DEFAULT_HOOK_FAILURE;
    }

    /** {@return how many events may wait for the writer} */
    default int queueCapacity() {
        return DEFAULT_QUEUE_CAPACITY;
    }

    /** {@return how many bytes of events may wait for the writer} */
    default long queueBytes() {
        return DEFAULT_QUEUE_BYTES;
    }

    /** {@return how many events are written in one transaction at most} */
    default int batchSize() {
        return DEFAULT_BATCH_SIZE;
    }

    /** {@return how long a caller that waits for the commit does so at most} */
    default Duration commitTimeout() {
        return DEFAULT_COMMIT_TIMEOUT;
    }

    /** {@return how long the application's shutdown waits for what is queued to be written} */
    default Duration drainTimeout() {
        return DEFAULT_DRAIN_TIMEOUT;
    }

    /** {@return how many distinct ids are remembered, so that their person need not be looked up} */
    default int rememberedPersons() {
        return DEFAULT_REMEMBERED_PERSONS;
    }

    /** {@return how many stored events may wait for each {@link AfterIngestHook}} */
    default int afterIngestCapacity() {
        return DEFAULT_AFTER_INGEST_CAPACITY;
    }
}
