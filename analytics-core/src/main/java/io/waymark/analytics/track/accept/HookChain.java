/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventRejectedException;
import io.waymark.analytics.track.HookFailure;
import java.util.List;
import java.util.Objects;

/** Asks the hooks one after the other, and keeps their failures from the caller. */
final class HookChain {

    private final List<BeforeIngestHook> hooks;
    private final HookFailure onFailure;
    private final IngestCounters counters;

    HookChain(List<BeforeIngestHook> hooks, HookFailure onFailure, IngestCounters counters) {
        this.hooks = List.copyOf(hooks);
        this.onFailure = onFailure;
        this.counters = counters;
    }

    boolean isEmpty() {
        return hooks.isEmpty();
    }

    /** Returns what all hooks together decide. */
    Decision decide(Event event) {
        Event current = event;
        for (BeforeIngestHook hook : hooks) {
            Decision decision = ask(hook, current);
            if (decision.event() == null) {
                return decision;
            }
            current = decision.event();
        }
        return Decision.keep(current);
    }

    private Decision ask(BeforeIngestHook hook, Event event) {
        try {
            return Objects.requireNonNull(hook.beforeIngest(event), "A hook decides: its result is not null");
        } catch (EventRejectedException e) {
            throw e;
        } catch (Throwable e) {
            Failures.rethrowIfFatal(e);
            counters.hookFailed(hook, e);
            return onFailure == HookFailure.PASS ? Decision.keep(event) : Decision.drop("hook failed");
        }
    }
}
