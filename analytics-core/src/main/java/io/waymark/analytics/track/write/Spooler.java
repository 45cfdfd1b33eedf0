/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.accept.IngestCounters;
import io.waymark.analytics.track.spool.Spool;
import io.waymark.analytics.track.spool.SpooledEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The thread that puts events on disk when the database does not take them; whoever waits for one has it then. */
final class Spooler implements Runnable {

    private static final int MAX_EVENTS = 10_000;
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private final Dispatcher dispatcher;
    private final Spool spool;
    private final Duration after;
    private final IngestCounters counters;

    Spooler(Dispatcher dispatcher, Spool spool, Duration after, IngestCounters counters) {
        this.dispatcher = dispatcher;
        this.spool = spool;
        this.after = after;
        this.counters = counters;
    }

    @Override
    public void run() {
        for (Dispatcher.Load load = next(); load != null; load = next()) {
            try {
                put(load);
                dispatcher.loaded(load);
            } catch (Throwable e) {
                counters.spoolFailed(e);
                dispatcher.loadFailed();
                if (dispatcher.isLastCall()) {
                    return;
                }
            }
        }
    }

    private Dispatcher.@Nullable Load next() {
        return dispatcher.nextLoad(MAX_EVENTS, MAX_BYTES, after);
    }

    private void put(Dispatcher.Load load) throws IOException {
        List<Pending> wanted =
                load.events().stream().filter(event -> !event.isAbandoned()).toList();
        boolean inDoubt = load.flight() != null;
        if (!wanted.isEmpty()) {
            spool.append(wanted.stream()
                    .map(pending -> new SpooledEvent(pending.event(), inDoubt))
                    .toList());
        }
        counters.spooled(wanted.size());
        wanted.forEach(pending -> pending.settle(IngestOutcome.recorded()));
        if (!inDoubt) {
            for (int i = wanted.size(); i < load.events().size(); i++) {
                counters.dropped(DropReasons.CALLER_GAVE_UP);
            }
        }
    }
}
