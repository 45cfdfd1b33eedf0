/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import io.waymark.analytics.chunk.visit.count.MeanLength;
import io.waymark.analytics.chunk.visit.count.VisitSum;
import io.waymark.analytics.chunk.visit.count.VisitTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums visits up, with how they begin and end, when, and how long they are. Not safe for use by several threads. */
public final class SessionSum implements VisitSum<SessionSum> {

    private final SessionPlan plan;
    private final WalkedEvents walked;
    private final VisitTable table;
    private final LabelCounts entries;
    private final LabelCounts exits;
    private final Map<LocalDate, Long> days = new TreeMap<>();
    private final Lengths lengths;
    private int[] lastLabels = new int[EventWalk.PEOPLE];
    private long people;
    private long events;
    private long bounces;
    private long several;
    private long millis;
    private boolean begins;
    private @Nullable LocalDate day;
    private long dayStart;
    private long dayEnd;
    private long ofDay;

    SessionSum(SessionPlan plan, WalkedEvents walked) {
        this.plan = plan;
        this.walked = walked;
        this.table = new VisitTable(walked.memory(), Integer.BYTES);
        this.entries = new LabelCounts(walked.memory());
        this.exits = new LabelCounts(walked.memory());
        this.lengths = new Lengths(walked.memory());
    }

    @Override
    public void begin(int visit, int person, boolean first) {
        table.begin(visit);
        if (visit >= lastLabels.length) {
            lastLabels = Arrays.copyOf(lastLabels, table.capacity());
        }
        if (first) {
            people++;
        }
        begins = true;
    }

    @Override
    public void event(int visit, int person, long at, int place, long event) {
        table.event(visit, at, plan.isView(place) ? 1 : 0);
        int label = plan.label(place, walked, event);
        lastLabels[visit] = label;
        if (begins) {
            begins = false;
            entries.add(label);
            count(at);
        }
    }

    private void count(long at) {
        if (day == null || at < dayStart || at >= dayEnd) {
            closeDay();
            ZoneId zone = plan.zone();
            LocalDate next = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
            dayStart = next.atStartOfDay(zone).toInstant().toEpochMilli();
            dayEnd = next.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
            day = next;
        }
        ofDay++;
    }

    private void closeDay() {
        if (day != null && ofDay > 0) {
            days.merge(day, ofDay, Long::sum);
        }
        ofDay = 0;
    }

    @Override
    public void end(int visit, int person) {
        int size = table.events(visit);
        long length = table.millis(visit);
        events += size;
        millis += length;
        lengths.add(length);
        exits.add(lastLabels[visit]);
        if (size > 1) {
            several++;
        } else if (plan.isBounce(table.views(visit))) {
            bounces++;
        }
    }

    @Override
    public void finish(int bucket) {
        closeDay();
        table.finish();
        if (lastLabels.length > table.capacity()) {
            lastLabels = new int[table.capacity()];
        }
    }

    @Override
    public void add(SessionSum other) {
        people += other.people;
        events += other.events;
        bounces += other.bounces;
        several += other.several;
        millis += other.millis;
        lengths.add(other.lengths);
        entries.add(other.entries);
        exits.add(other.exits);
        other.days.forEach((each, visits) -> days.merge(each, visits, Long::sum));
    }

    /** {@return how many visits} */
    public long visits() {
        return lengths.size();
    }

    /** {@return how many different people} */
    public long people() {
        return people;
    }

    /** {@return how many events} */
    public long events() {
        return events;
    }

    /** {@return how many visits are bounces} */
    public long bounces() {
        return bounces;
    }

    /** {@return how long a visit is on average, in seconds} */
    public double meanSeconds() {
        return MeanLength.seconds(millis, visits());
    }

    /** {@return how long a visit of two or more events is on average, in seconds} */
    public double meanSecondsOfSeveral() {
        // All others take no time.
        return MeanLength.seconds(millis, several);
    }

    /** {@return the median of how long visits are, in seconds} */
    public double medianSeconds() {
        return lengths.medianSeconds();
    }

    /** {@return how many visits begin with each label} */
    public Map<String, Long> entries() {
        return entries.byText(labels());
    }

    /** {@return how many visits end with each label} */
    public Map<String, Long> exits() {
        return exits.byText(labels());
    }

    private Labels labels() {
        return plan.labels();
    }

    /** {@return how many visits began on each day, in order} */
    public Map<LocalDate, Long> days() {
        return days;
    }
}
