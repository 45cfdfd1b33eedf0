/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.scan.ColumnMemory.Key;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.webstats.walk.WebCounts;
import io.waymark.analytics.webstats.walk.WebPlan;
import io.waymark.analytics.webstats.walk.WebSum;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through the events of a period. If it is long, what was counted up to the last days is remembered, and only these are
 * gone through again when new events have come.
 */
final class WebWalks {

    private final Visits visits;
    private final WebPlan.Question question;
    private final Millis range;

    WebWalks(Visits visits, WebPlan.Question question, Millis range) {
        this.visits = visits;
        this.question = question;
        this.range = range;
    }

    private record Start(WebCounts counts) implements ColumnMemory.Finding {

        @Override
        public int bytes() {
            return (int) Math.min(Integer.MAX_VALUE, counts.bytes());
        }
    }

    private record StartQuestion(WebPlan.Question question, Millis range) {}

    WebCounts counts() {
        try {
            Optional<WebCounts> inTwo = visits.seam(names(), range).flatMap(this::countsAt);
            if (inTwo.isPresent()) {
                return inTwo.get();
            }
        } catch (UnansweredException e) {
            // There are too many people to keep, but counting them may do.
        }
        return sum(new WebPlan(question, range)).counts();
    }

    private Optional<WebCounts> countsAt(long seam) {
        Millis before = new Millis(range.from(), seam);
        return visits.key(new StartQuestion(question, before), names(), before).map(key -> counts(seam, before, key));
    }

    private WebCounts counts(long seam, Millis before, Key key) {
        Start start = visits.engine()
                .memory()
                .find(
                        key,
                        Start.class,
                        () -> new Start(sum(WebPlan.at(question, before, new Labels(), seam))
                                .counts()
                                .copy()));
        Millis after = new Millis(seam, range.to());
        WebCounts counts = sum(WebPlan.at(
                        question, after, start.counts().labels().copy(), seam))
                .counts();
        counts.addBefore(start.counts(), question.timeout().toMillis());
        return counts;
    }

    private WebSum sum(WebPlan plan) {
        return visits.sum(plan.walk(), plan::sum);
    }

    private Set<Integer> names() {
        return Set.copyOf(question.eventNameIds());
    }
}
