/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Many callers that each wait for their call before they make the next, as request threads do. */
final class Senders {

    private Senders() {}

    /** Passes every item to the call, from several threads, and returns the nanoseconds until the last call returned. */
    static <T> long sendAll(int threads, List<T> items, Consumer<T> call) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        AtomicInteger next = new AtomicInteger();
        try {
            long start = System.nanoTime();
            List<? extends Future<?>> senders = IntStream.range(0, threads)
                    .mapToObj(sender -> executor.submit(() -> {
                        for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                            call.accept(items.get(i));
                        }
                    }))
                    .toList();
            for (Future<?> sender : senders) {
                sender.get();
            }
            return System.nanoTime() - start;
        } finally {
            executor.shutdownNow();
        }
    }
}
