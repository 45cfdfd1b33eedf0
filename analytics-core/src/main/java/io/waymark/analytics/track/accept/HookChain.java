/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventEnricher;
import io.waymark.analytics.track.EventRejectedException;
import io.waymark.analytics.track.HookFailure;
import io.waymark.analytics.track.IngestExtensions;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Asks the enrichers and then the hooks, one after the other, and keeps their failures from the caller. */
final class HookChain {

    private final List<EventEnricher> enrichers;
    private final List<BeforeIngestHook> hooks;
    private final HookFailure onFailure;
    private final IngestCounters counters;

    HookChain(IngestExtensions extensions, HookFailure onFailure, IngestCounters counters) {
        this.enrichers = extensions.enrichers();
        this.hooks = extensions.beforeHooks();
        this.onFailure = onFailure;
        this.counters = counters;
    }

    /** Returns what all together decide. */
    Decision decide(AppId app, Event event) {
        Decision decision = Decision.keep(event);
        for (EventEnricher enricher : enrichers) {
            Event current = decision.event();
            if (current == null) {
                return decision;
            }
            decision = ask(enricher, () -> enricher.enrich(app, current), Decision.keep(current));
        }
        for (BeforeIngestHook hook : hooks) {
            Event current = decision.event();
            if (current == null) {
                return decision;
            }
            Decision otherwise = onFailure == HookFailure.PASS ? Decision.keep(current) : Decision.drop("hook failed");
            decision = ask(hook, () -> hook.beforeIngest(current), otherwise);
        }
        return decision;
    }

    private Decision ask(Object hook, Supplier<Decision> question, Decision otherwise) {
        try {
            return Objects.requireNonNull(question.get(), "A hook decides: its result is not null");
        } catch (EventRejectedException e) {
            throw e;
        } catch (Throwable e) {
            Failures.rethrowIfFatal(e);
            counters.hookFailed(hook, e);
            return otherwise;
        }
    }
}
