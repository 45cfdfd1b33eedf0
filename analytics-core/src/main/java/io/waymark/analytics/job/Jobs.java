/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs when they are due, each by one instance at a time, and remembers how that went.
 *
 * <p>Each job has a daemon thread of its own. Those that run share one connection for their locks, besides those that each uses
 * itself; only two of those that are due run at once, so that the host's pool has connections left. Safe for use by many
 * threads.
 */
public final class Jobs {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 2;

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final JobLock lock;
    private final JobHistory history;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<String, JobThread> threads = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /**
     * Runs jobs.
     *
     * @param database where instances agree and history is kept
     * @param jobs what to run
     * @param clock tells when a job is due
     */
    public Jobs(AnalyticsDatabase database, List<? extends Job> jobs, Clock clock) {
        for (Job job : jobs) {
            if (this.jobs.put(job.name(), job) != null) {
                throw new IllegalArgumentException("Two jobs are named '" + job.name() + "'");
            }
        }
        this.lock = new JobLock(database);
        this.history = new JobHistory(database);
        this.clock = clock;
    }

    /** Starts to run jobs that are due. May be called again after {@link #stop()}. */
    public synchronized void start() {
        if (!threads.isEmpty()) {
            return;
        }
        stopped = false;
        for (Job job : jobs.values()) {
            if (job.interval().compareTo(Duration.ZERO) > 0) {
                JobThread thread = new JobThread(job, () -> runIfDue(job), clock);
                threads.put(job.name(), thread);
                thread.start();
            }
        }
    }

    /** Starts no further run and waits a moment for those that are running. */
    public synchronized void stop() {
        stopped = true;
        threads.values().forEach(JobThread::stop);
        threads.values().forEach(thread -> thread.join(STOP_TIMEOUT));
        threads.clear();
    }

    /**
     * Runs a job at once, on the caller's thread.
     *
     * @param job the job's name
     * @return the run, or empty if it is running already, here or in another instance
     * @throws IllegalArgumentException if there is no such job
     */
    public Optional<JobRun> runNow(String job) {
        Job known = find(job);
        return lock.tryWith(job, () -> run(known));
    }

    /** {@return how each job stands} */
    public List<JobStatus> status() {
        List<JobStatus> status = new ArrayList<>();
        for (Job job : jobs.values()) {
            List<JobRun> last = history.latest(job.name(), 1);
            JobThread thread = threads.get(job.name());
            status.add(new JobStatus(
                    job.name(),
                    job.interval(),
                    running.contains(job.name()),
                    last.isEmpty() ? null : last.get(0),
                    history.lastError(job.name()).orElse(null),
                    thread == null ? null : thread.next()));
        }
        return status;
    }

    /**
     * The latest runs of a job, by whichever instance.
     *
     * @param job the job's name
     * @param limit how many at most
     * @return the runs, the latest first
     */
    public List<JobRun> history(String job, int limit) {
        return history.latest(find(job).name(), limit);
    }

    /** Every instance looks when a job is due; whoever comes too soon after another's run leaves it. */
    private void runIfDue(Job job) {
        turns.acquireUninterruptibly();
        Optional<Optional<JobRun>> attempt;
        try {
            attempt = stopped
                    ? Optional.empty()
                    : lock.tryWith(job.name(), () -> isDue(job) ? Optional.of(run(job)) : Optional.empty());
        } finally {
            turns.release();
        }
        attempt.flatMap(run -> run)
                .map(JobRun::error)
                .ifPresent(error ->
                        log.warn("Job '{}' failed and is tried again in {}: {}", job.name(), job.interval(), error));
    }

    private boolean isDue(Job job) {
        List<JobRun> last = history.latest(job.name(), 1);
        Duration nearly = job.interval().multipliedBy(9).dividedBy(10);
        return last.isEmpty()
                || !clock.instant().isBefore(last.get(0).startedAt().plus(nearly));
    }

    private JobRun run(Job job) {
        Instant startedAt = clock.instant();
        long run = history.start(job.name(), startedAt);
        running.add(job.name());
        @Nullable Long items = null;
        @Nullable String error = "The job was ended by an error of the virtual machine";
        try {
            items = job.run();
            error = null;
        } catch (RuntimeException e) {
            log.debug("Job '{}' failed", job.name(), e);
            error = String.valueOf(e.getMessage());
        } finally {
            running.remove(job.name());
            history.finish(run, job.name(), clock.instant(), items, error);
        }
        return new JobRun(job.name(), startedAt, clock.instant(), items, error);
    }

    private Job find(String name) {
        Job job = jobs.get(name);
        if (job == null) {
            throw new IllegalArgumentException("There is no job '" + name + "', only " + jobs.keySet());
        }
        return job;
    }
}
