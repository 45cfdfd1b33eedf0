/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import java.nio.file.Path;
import java.time.Duration;

/** What can be configured about the spool. */
public interface SpoolSettings {

    /** The default of {@link #enabled()}. */
    boolean DEFAULT_ENABLED = true;
    /** The default of {@link #directory()}, in the working directory. */
    String DEFAULT_DIRECTORY = ".waymark/spool";
    /** The default of {@link #maxBytes()}. */
    long DEFAULT_MAX_BYTES = 1024L * 1024 * 1024;
    /** The default of {@link #after()}. */
    Duration DEFAULT_AFTER = Duration.ofSeconds(2);

    /** {@return whether events go to disk when the database does not take them} */
    default boolean enabled() {
        return DEFAULT_ENABLED;
    }

    /** {@return where, a directory that is made when it is first needed; several processes may share it} */
    default Path directory() {
        return Path.of(DEFAULT_DIRECTORY);
    }

    /** {@return how large the spool of this instance may become} */
    default long maxBytes() {
        return DEFAULT_MAX_BYTES;
    }

    /** {@return how long the database may keep a batch waiting before it goes to disk} */
    default Duration after() {
        return DEFAULT_AFTER;
    }
}
