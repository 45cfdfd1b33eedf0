/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Runs jobs when they are due, each by one instance at a time, and remembers how that went. */
public final class Jobs {

    /**
     * Runs jobs.
     *
     * @param database where instances agree and history is kept
     * @param jobs what to run
     * @param clock tells when a job is due
     */
    public Jobs(AnalyticsDatabase database, List<Job> jobs, Clock clock) {}

    /** Starts to run jobs that are due. May be called again after {@link #stop()}. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Starts no further run and waits a moment for those that are running. */
    public void stop() {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs a job at once, on the caller's thread.
     *
     * @param job the job's name
     * @return the run, or empty if it is running already, here or in another instance
     * @throws IllegalArgumentException if there is no such job
     */
    public Optional<JobRun> runNow(String job) {
        throw new UnsupportedOperationException();
    }

    /** {@return how each job stands} */
    public List<JobStatus> status() {
        throw new UnsupportedOperationException();
    }

    /**
     * The latest runs of a job, by whichever instance.
     *
     * @param job the job's name
     * @param limit how many at most
     * @return the runs, the latest first
     */
    public List<JobRun> history(String job, int limit) {
        throw new UnsupportedOperationException();
    }
}
