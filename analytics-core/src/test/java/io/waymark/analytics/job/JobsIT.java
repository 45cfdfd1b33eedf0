/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class JobsIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final MovableClock clock = new MovableClock(NOW);

    @Test
    void remembersHowARunWent() {
        Jobs jobs = jobs(job("count", Duration.ZERO, () -> {
            clock.advance(Duration.ofSeconds(2));
            return 7;
        }));

        assertThat(jobs.runNow("count")).contains(new JobRun("count", NOW, NOW.plusSeconds(2), 7L, null));
        assertThat(jobs.history("count", 10)).containsExactly(new JobRun("count", NOW, NOW.plusSeconds(2), 7L, null));
        assertThat(jobs.status())
                .singleElement()
                .satisfies(status -> assertThat(status.lastError()).isNull())
                .satisfies(status -> assertThat(status.nextRun()).isNull())
                .satisfies(status -> assertThat(status.running()).isFalse());
    }

    @Test
    void remembersAFailureUntilARunGoesWellAndFreesTheLock() {
        AtomicReference<LongSupplier> work = new AtomicReference<>(() -> {
            throw new IllegalStateException("disk full");
        });
        Jobs jobs = jobs(job("count", Duration.ZERO, () -> work.get().getAsLong()));

        assertThat(jobs.runNow("count")).map(JobRun::error).contains("disk full");
        assertThat(jobs.status().get(0).lastError()).isEqualTo("disk full");

        work.set(() -> 1);
        assertThat(jobs.runNow("count")).map(JobRun::items).contains(1L);
        assertThat(jobs.status().get(0).lastError()).isNull();
        assertThat(jobs.history("count", 10)).extracting(JobRun::error).containsExactly(null, "disk full");
    }

    @Test
    void runsAJobOnOneInstanceAtATime() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Jobs one = jobs(job("count", Duration.ZERO, () -> {
            entered.countDown();
            await(leave);
            return 1;
        }));
        Jobs other = jobs(job("count", Duration.ZERO, () -> 2), job("another", Duration.ZERO, () -> 3));

        CompletableFuture<Optional<JobRun>> first = CompletableFuture.supplyAsync(() -> one.runNow("count"));
        await(entered);
        assertThat(one.status().get(0).running()).isTrue();
        assertThat(other.runNow("count")).isEmpty();
        assertThat(other.runNow("another")).isPresent();

        leave.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).map(JobRun::items).contains(1L);
        assertThat(other.runNow("count")).map(JobRun::items).contains(2L);
    }

    @Test
    void runsWhatIsDueOnAThreadOfItsOwn() throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        AtomicReference<Thread> thread = new AtomicReference<>();
        Jobs jobs = new Jobs(
                database,
                List.of(
                        job("often", Duration.ofMillis(5), () -> {
                            thread.set(Thread.currentThread());
                            runs.countDown();
                            return 0;
                        }),
                        job("never", Duration.ZERO, () -> {
                            throw new AssertionError("not due");
                        })),
                Clock.systemUTC());

        jobs.start();
        await(runs);
        assertThat(jobs.status())
                .filteredOn(status -> status.job().equals("often"))
                .allMatch(status -> status.nextRun() != null);
        jobs.stop();

        assertThat(thread.get().getName()).isEqualTo("analytics-job-often");
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().isAlive()).isFalse();
        assertThat(jobs.history("never", 1)).isEmpty();
    }

    @Test
    void leavesTheHostConnectionsByRunningTwoJobsAtOnceAtMost() {
        CountDownLatch two = new CountDownLatch(2);
        CountDownLatch runs = new CountDownLatch(12);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LongSupplier work = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            two.countDown();
            await(two);
            database.sql("select pg_sleep(0.02)").query().listOfRows();
            inside.decrementAndGet();
            runs.countDown();
            return 0;
        };
        Duration often = Duration.ofMillis(5);
        Jobs jobs = new Jobs(
                database,
                List.of(job("a", often, work), job("b", often, work), job("c", often, work), job("d", often, work)),
                Clock.systemUTC());

        jobs.start();
        await(runs);
        jobs.stop();

        assertThat(most).hasValue(2);
    }

    @Test
    void startsNothingThatWaitsForItsTurnWhenItIsStopped() throws Exception {
        CountDownLatch two = new CountDownLatch(2);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        LongSupplier work = () -> {
            begun.incrementAndGet();
            two.countDown();
            await(leave);
            return 0;
        };
        Duration often = Duration.ofMillis(5);
        Jobs jobs = new Jobs(
                database,
                List.of(job("a", often, work), job("b", often, work), job("c", often, work)),
                Clock.systemUTC());

        jobs.start();
        await(two);
        Thread stopping = new Thread(jobs::stop);
        stopping.start();
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        leave.countDown();
        stopping.join();

        assertThat(begun).hasValue(2);
    }

    @Test
    void leavesAJobThatAnotherInstanceHasJustRun() {
        Duration interval = Duration.ofMillis(5);
        jobs(job("often", interval, () -> 1)).runNow("often");
        // Read twice a look: to tell when the next is, and whether the last run was long enough ago.
        CountDownLatch readings = new CountDownLatch(10);
        clock.onReading(readings::countDown);
        CountDownLatch ran = new CountDownLatch(1);
        Jobs other = jobs(job("often", interval, () -> {
            ran.countDown();
            return 2;
        }));

        other.start();
        await(readings);
        assertThat(other.history("often", 10)).extracting(JobRun::items).containsExactly(1L);

        clock.advance(interval);
        await(ran);
        other.stop();
        assertThat(other.history("often", 10)).extracting(JobRun::items).containsExactly(2L, 1L);
    }

    @Test
    void buriesTheRunOfAnInstanceThatWentAway() {
        new JobHistory(database).start("count", NOW.minusSeconds(60));
        Jobs jobs = jobs(job("count", Duration.ZERO, () -> 1));

        jobs.runNow("count");

        assertThat(jobs.history("count", 10))
                .extracting(JobRun::error)
                .containsExactly(null, "The instance that ran it went away");
    }

    @Test
    void keepsABoundedHistory() {
        database.sql("insert into {schema}.job_run (job, started_at, finished_at)"
                        + " select j, now(), now() from generate_series(1, 500), unnest(array['count', 'other']) j")
                .update();
        Jobs jobs = jobs(job("count", Duration.ZERO, () -> 1), job("other", Duration.ZERO, () -> 1));

        jobs.runNow("count");

        assertThat(jobs.history("count", 1_000))
                .hasSize(200)
                .first()
                .extracting(JobRun::items)
                .isEqualTo(1L);
        assertThat(jobs.history("other", 1_000)).hasSize(500);
    }

    @Test
    void refusesJobsItCannotTellApart() {
        assertThatThrownBy(() -> jobs(job("a", Duration.ZERO, () -> 1), job("a", Duration.ZERO, () -> 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> jobs().runNow("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b'");
    }

    private Jobs jobs(Job... jobs) {
        return new Jobs(database, List.of(jobs), clock);
    }

    private static Job job(String name, Duration interval, LongSupplier work) {
        return new Job() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration interval() {
                return interval;
            }

            @Override
            public long run() {
                return work.getAsLong();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
