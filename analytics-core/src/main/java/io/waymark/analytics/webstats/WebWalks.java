/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.chunk.UnansweredException;
import io.waymark.analytics.chunk.scan.ColumnMemory;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.webstats.walk.WebCounts;
import io.waymark.analytics.webstats.walk.WebPlan;
import io.waymark.analytics.webstats.walk.WebSum;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** {@code null} if there are too many people to keep. */
    private record Start(@Nullable WebCounts counts) implements ColumnMemory.Finding {

        private static final int BYTES_BESIDES = 500;

        @Override
        public int bytes() {
            return BYTES_BESIDES + (counts == null ? 0 : (int) Math.min(Integer.MAX_VALUE / 2, counts.bytes()));
        }
    }

    private record StartQuestion(WebPlan.Question question, Millis range) {}

    WebCounts counts() {
        return visits.seam(names(), range)
                .flatMap(this::countsAt)
                .orElseGet(() -> sum(new WebPlan(question, range)).counts());
    }

    /** Empty if what is before cannot be remembered. */
    private Optional<WebCounts> countsAt(long seam) {
        Millis before = new Millis(range.from(), seam);
        return visits.key(new StartQuestion(question, before), names(), before)
                .map(key -> visits.engine().memory().find(key, Start.class, () -> start(seam, before)))
                .map(Start::counts)
                .map(counts -> addedTo(counts, seam));
    }

    private Start start(long seam, Millis before) {
        try {
            return new Start(sum(WebPlan.at(question, before, new Labels(), seam))
                    .counts()
                    .copy());
        } catch (UnansweredException e) {
            return new Start(null);
        }
    }

    private WebCounts addedTo(WebCounts before, long seam) {
        Millis after = new Millis(seam, range.to());
        WebCounts counts =
                sum(WebPlan.at(question, after, before.labels().copy(), seam)).counts();
        counts.addBefore(before, question.timeout().toMillis());
        return counts;
    }

    private WebSum sum(WebPlan plan) {
        return visits.sum(plan.walk(), plan::sum);
    }

    private Set<Integer> names() {
        return Set.copyOf(question.eventNameIds());
    }
}
