/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops something at its place: after the database and before the web server, which is stopped first, so that
 * whatever it still accepted is written.
 */
public final class PhasedLifecycle implements SmartLifecycle {

    /** Below the phases of the web server, of message listeners, and of whatever else brings work. */
    private static final int WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 2048;

    /** Of keys, and of counting the events that ingest has stored to its end: starts first, stops last. */
    public static final int TENANTS = WEB_SERVER - 4000;
    /** Of what takes events: stops after all that bring some. */
    public static final int INGEST = WEB_SERVER - 3000;
    /** Of experiments, which record through ingest. */
    public static final int EXPERIMENTS = WEB_SERVER - 2000;
    /** Of work in the background. */
    public static final int JOBS = WEB_SERVER - 1000;

    private final int phase;
    private final Runnable start;
    private final Runnable stop;
    private volatile boolean running;

    /**
     * Places something.
     *
     * @param phase its place, one of the constants
     * @param start starts it
     * @param stop stops it
     */
    public PhasedLifecycle(int phase, Runnable start, Runnable stop) {
        this.phase = phase;
        this.start = start;
        this.stop = stop;
    }

    @Override
    public void start() {
        start.run();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stop.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
