/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.scan.ColumnEngine;
import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import io.waymark.analytics.event.PropertyValue;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.webstats.SessionReport.DayCount;
import io.waymark.analytics.webstats.SessionReport.LabelCount;
import io.waymark.analytics.webstats.walk.SessionPlan;
import io.waymark.analytics.webstats.walk.SessionSum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sums sessions up from columns of events. Every answer is empty if columns cannot tell. */
final class ColumnSessions {

    private final VisitReader visits;

    ColumnSessions(AnalyticsDatabase database, ColumnEngine engine, Segments segments) {
        this.visits = new VisitReader(database, engine, segments);
    }

    Optional<WebOverview> overview(WebQuery query, Collection<Integer> eventNameIds, @Nullable Integer pageView) {
        TotalsPlan plan =
                TotalsPlan.ofWeb(Set.copyOf(eventNameIds), Millis.of(query.period()), query.sessionGap(), pageView);
        return visits.read(
                query.app(),
                query.segment(),
                plan.walk(false),
                read -> WebOverview.of(read.days(plan).figures(), read.events().isPurged(query.period())));
    }

    Optional<SessionReport> report(SessionQuery query, Map<String, Integer> names, @Nullable Integer pageView) {
        String label = query.labelProperty();
        if (label != null && NeededProperties.isReserved(label)) {
            return Optional.empty();
        }
        SessionPlan plan = new SessionPlan(
                names, Millis.of(query.period()), query.sessionGap(), query.timezone(), label, pageView);
        return visits.read(
                query.app(),
                query.segment(),
                plan.walk(),
                read -> report(
                        read.sum(plan.walk(), plan::sum),
                        query.limit(),
                        read.events().isPurged(query.period())));
    }

    private static SessionReport report(SessionSum sum, int limit, boolean purged) {
        if (sum.visits() == 0) {
            return SessionReport.none(purged);
        }
        List<DayCount> days = new ArrayList<>();
        sum.days().forEach((day, sessions) -> days.add(new DayCount(day, sessions)));
        return new SessionReport(
                sum.visits(),
                sum.people(),
                sum.events(),
                sum.bounces(),
                100.0 * sum.bounces() / sum.visits(),
                (double) sum.events() / sum.visits(),
                sum.meanSeconds(),
                sum.medianSeconds(),
                sum.meanSecondsOfSeveral(),
                top(sum.entries(), limit),
                top(sum.exits(), limit),
                days,
                purged);
    }

    private static List<LabelCount> top(Map<String, Long> counts, int limit) {
        return counts.entrySet().stream()
                .map(entry -> new LabelCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(LabelCount::sessions)
                        .reversed()
                        .thenComparing(LabelCount::label, PropertyValue::compareText))
                .limit(limit)
                .toList();
    }
}
