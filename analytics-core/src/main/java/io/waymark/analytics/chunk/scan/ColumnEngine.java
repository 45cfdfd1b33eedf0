/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.scan;

import com.google.common.base.Throwables;
import com.google.common.collect.Iterators;
import com.google.common.primitives.Ints;
import com.google.common.util.concurrent.Uninterruptibles;
import io.waymark.analytics.AppId;
import io.waymark.analytics.chunk.EventColumns;
import io.waymark.analytics.chunk.EventColumnsSource;
import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.event.UndecidableConditionException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way of reports to columns: where they come from, and a bounded number of threads, shared by all reports, that go
 * through them.
 *
 * <p>Safe for use by many threads.
 */
public final class ColumnEngine implements AutoCloseable {

    private static final long IDLE_SECONDS = 30;

    /** Cutting fewer events of a bucket is not worth it. */
    public static final long LEAST = 50_000;

    private final EventColumnsSource source;
    private final int threads;
    private final long least;
    private final ColumnMemory memory;
    private final ThreadPoolExecutor executor;

    /**
     * Uses the columns of a source.
     *
     * @param source hands them out
     * @param threads at most so many are at work at once; positive
     */
    public ColumnEngine(EventColumnsSource source, int threads) {
        this(source, threads, LEAST);
    }

    /**
     * Uses the columns of a source.
     *
     * @param source hands them out
     * @param threads at most so many are at work at once; positive
     * @param least the events of a bucket may be cut between people, for several threads, if there are more
     */
    public ColumnEngine(EventColumnsSource source, int threads, long least) {
        this(source, threads, least, new ColumnMemory(ColumnMemory.defaultBytes()));
    }

    /**
     * Uses the columns of a source.
     *
     * @param source hands them out
     * @param threads at most so many are at work at once; positive
     * @param least the events of a bucket may be cut between people, for several threads, if there are more
     * @param memory keeps what is found out
     */
    public ColumnEngine(EventColumnsSource source, int threads, long least, ColumnMemory memory) {
        this.source = source;
        this.memory = memory;
        this.threads = threads;
        this.least = least;
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "waymark-report-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** {@return what is remembered of chunks} */
    public ColumnMemory memory() {
        return memory;
    }

    /**
     * Runs a report over columns.
     *
     * @param <T> the answer
     * @param app whose events
     * @param report asks the columns; may be run again, from the start
     * @return what the report returns; empty, without running it, while columns cannot answer
     */
    public <T> Optional<T> read(AppId app, Function<EventColumns, T> report) {
        return read(app, NeededProperties.NONE, report);
    }

    /**
     * Runs a report that asks for properties over columns.
     *
     * @param <T> the answer
     * @param app whose events
     * @param needed the properties that it asks for
     * @param report asks the columns; may be run again, from the start
     * @return what the report returns; empty while columns cannot answer, or where it turns out that only the database can
     */
    public <T> Optional<T> read(AppId app, NeededProperties needed, Function<EventColumns, T> report) {
        try {
            return source.read(app, needed, report);
        } catch (UndecidableConditionException | UnansweredException e) {
            return Optional.empty();
        }
    }

    /**
     * Works on the events of people side by side: bucket by bucket, and on those of a bucket that has more than its share
     * in several parts, of other people each.
     *
     * @param <R> what comes of the work
     * @param events the events
     * @param eventNameIds the numbers of their names
     * @param range when they happened
     * @param work works on the events of some people, in any thread
     * @param merge takes in what came of the work, in the calling thread, in the order of the people
     * @throws CancellationException if the calling thread is interrupted
     */
    public <R> void eachBucket(
            EventColumns events,
            Set<Integer> eventNameIds,
            Millis range,
            Function<PeopleEvents, R> work,
            Consumer<R> merge) {
        try (EventColumns.ReadAhead ahead = events.readAhead()) {
            // What has been gone through is let go: chunks that were read are kept by it.
            each(Iterators.consumingIterator(parts(events, eventNameIds, range).iterator()), work, merge);
        }
    }

    private Queue<PeopleEvents> parts(EventColumns events, Set<Integer> eventNameIds, Millis range) {
        List<PeopleEvents> buckets = IntStream.of(events.buckets(range.from(), range.to()))
                .mapToObj(bucket ->
                        new PeopleEvents(bucket, events.spans(bucket, eventNameIds, range.from(), range.to())))
                .filter(bucket -> !bucket.spans().isEmpty())
                .toList();
        long total = buckets.stream().mapToLong(PeopleParts::size).sum();
        PeopleParts parts = new PeopleParts(threads, Math.max(least, total / (2L * threads)));
        Queue<PeopleEvents> all = new ArrayDeque<>();
        buckets.forEach(bucket -> all.addAll(parts.of(bucket)));
        return all;
    }

    /**
     * Works on the events of buckets of people side by side. What the work needs is loaded by the calling thread: the next
     * bucket while the ones before are worked on, but never all at once.
     *
     * @param <L> what is loaded
     * @param <R> what comes of the work
     * @param events the events
     * @param buckets the buckets
     * @param load loads a bucket, in the calling thread; asks the database nothing but by the events
     * @param work works on what was loaded, in any thread
     * @param merge takes in what came of the work, in the calling thread, in the order of the buckets
     * @throws CancellationException if the calling thread is interrupted
     */
    public <L, R> void eachBucket(
            EventColumns events, int[] buckets, IntFunction<L> load, Function<L, R> work, Consumer<R> merge) {
        try (EventColumns.ReadAhead ahead = events.readAhead()) {
            eachBucket(buckets, load, work, merge);
        }
    }

    /**
     * Works on buckets of people side by side, of whom everything has been read. What the work needs is loaded by the
     * calling thread, which has the report's transaction: the next bucket while the ones before are worked on, but never all
     * at once.
     *
     * @param <L> what is loaded
     * @param <R> what comes of the work
     * @param buckets the buckets
     * @param load loads a bucket, in the calling thread
     * @param work works on what was loaded, in any thread
     * @param merge takes in what came of the work, in the calling thread, in the order of the buckets
     * @throws CancellationException if the calling thread is interrupted
     */
    public <L, R> void eachBucket(int[] buckets, IntFunction<L> load, Function<L, R> work, Consumer<R> merge) {
        each(Iterators.transform(Ints.asList(buckets).iterator(), load::apply), work, merge);
    }

    private <L, R> void each(Iterator<L> load, Function<L, R> work, Consumer<R> merge) {
        AtomicBoolean givenUp = new AtomicBoolean();
        Deque<Future<@Nullable R>> underWay = new ArrayDeque<>();
        try {
            while (load.hasNext()) {
                if (underWay.size() > threads) {
                    merge.accept(result(underWay));
                }
                L loaded = load.next();
                underWay.add(executor.submit(() -> givenUp.get() ? null : work.apply(loaded)));
            }
            while (!underWay.isEmpty()) {
                merge.accept(result(underWay));
            }
        } finally {
            givenUp.set(true);
            awaitAll(underWay);
        }
    }

    private static <R> R result(Deque<Future<@Nullable R>> underWay) {
        try {
            R result = Objects.requireNonNull(underWay.element().get());
            underWay.remove();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The report was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        }
    }

    /** What the work uses lasts no longer than the report, and so the report no shorter than the work. */
    private static void awaitAll(Collection<? extends Future<?>> underWay) {
        for (Future<?> future : underWay) {
            try {
                Uninterruptibles.getUninterruptibly(future);
            } catch (ExecutionException | CancellationException e) {
                // The report has failed of another one, or of this one.
                continue;
            }
        }
    }

    /** Lets the threads end. */
    @Override
    public void close() {
        executor.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false));
    }
}
