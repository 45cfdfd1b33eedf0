/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.person.visitor.VisitorSalts;
import java.time.Duration;

/** Destroys the salts of cookieless visitor ids when they are old enough. */
public final class SaltDestruction implements Job {

    /** The name of the job. */
    public static final String NAME = "visitor-salts";

    private static final Duration INTERVAL = Duration.ofHours(1);

    private final VisitorSalts salts;

    /**
     * Destroys salts.
     *
     * @param salts the salts
     */
    public SaltDestruction(VisitorSalts salts) {
        this.salts = salts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public long run() {
        return salts.destroyOld();
    }
}
