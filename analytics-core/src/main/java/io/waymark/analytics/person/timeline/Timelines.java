/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.timeline;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.SessionIds;
import io.waymark.analytics.event.Sessions;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.person.timeline.Timeline.Cursor;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.StorableText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what one person did, visit by visit, as far as it is kept. Safe for use by many threads.
 *
 * <p>Every method throws {@link io.waymark.analytics.store.ReportTimeoutException} when the database takes too long.
 */
public final class Timelines {

    /** How many events can be asked for at once. */
    public static final int MAX_EVENTS = 1_000;

    private static final Duration AROUND = Duration.ofDays(1);
    private static final Pattern OURS = Pattern.compile("event-([1-9][0-9]{0,17})");

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final PersonIds ids;
    private final TimelineRows rows;
    private final VisitCut cut;

    /**
     * Reads what people did, with the default session gap.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     */
    public Timelines(AnalyticsDatabase database, EventNames eventNames) {
        this(database, eventNames, Sessions.DEFAULT_GAP);
    }

    /**
     * Reads what people did.
     *
     * @param database where the events are
     * @param eventNames the dictionary of event names
     * @param sessionGap a gap of more than this starts a new session; a day at most
     */
    public Timelines(AnalyticsDatabase database, EventNames eventNames, Duration sessionGap) {
        this.cut = new VisitCut(sessionGap);
        this.database = database;
        this.eventNames = eventNames;
        this.ids = new PersonIds(database);
        this.rows = new TimelineRows(database);
    }

    /**
     * Tells what somebody did last.
     *
     * @param app whose events
     * @param distinctId any of their ids
     * @param limit at most so many events, up to {@link #MAX_EVENTS}
     * @param before only events before this place; {@code null} for the latest
     * @return what they did; empty if nobody has that id
     */
    public Optional<Timeline> of(AppId app, String distinctId, int limit, @Nullable Cursor before) {
        if (limit < 1 || limit > MAX_EVENTS) {
            throw new IllegalArgumentException(
                    "A timeline has 1 to " + MAX_EVENTS + " events, but was to have " + limit);
        }
        if (!StorableText.test(distinctId)) {
            return Optional.empty();
        }
        return database.report(() -> {
            Integer person = ids.find(app, Set.of(distinctId)).get(distinctId);
            if (person == null) {
                return Optional.empty();
            }
            int[] names = names(app);
            int[] people = rows.numbersOf(person);
            List<StoredEvent> latest = new ArrayList<>(rows.before(names, people, before, limit + 1));
            boolean more = latest.size() > limit;
            if (more) {
                latest.remove(limit);
            }
            Collections.reverse(latest);
            return Optional.of(new Timeline(
                    visits(latest, rows.distinctId(person)),
                    more ? cursor(latest) : null,
                    !more && rows.arePurged(names, people)));
        });
    }

    private static Cursor cursor(List<StoredEvent> events) {
        TimelineEvent first = events.get(0).event();
        return new Cursor(first.occurredAt().toEpochMilli(), first.seq());
    }

    private List<Visit> visits(List<StoredEvent> events, String distinctId) {
        List<Visit> visits = new ArrayList<>();
        for (List<StoredEvent> visit : cut.cut(events)) {
            visits.add(0, visit(visit, distinctId));
        }
        return visits;
    }

    private static Visit visit(List<StoredEvent> events, String distinctId) {
        long first = events.get(0).event().seq();
        return new Visit(
                "event-" + first,
                distinctId,
                events.stream().map(StoredEvent::event).toList());
    }

    /**
     * Tells what happened in a session.
     *
     * @param app whose events
     * @param id the client's session id, or {@code event-} and the place of any of its events in the order of ingest
     * @return the session, of which at most a day before and after is looked at; empty if there is none
     */
    public Optional<Visit> session(AppId app, String id) {
        if (!StorableText.test(id)) {
            return Optional.empty();
        }
        Matcher ours = OURS.matcher(id);
        return database.report(() -> {
            Optional<TimelineRows.Place> place = ours.matches()
                    ? rows.bySeq(names(app), Long.parseLong(ours.group(1)))
                    : rows.bySession(names(app), SessionIds.hash(id));
            return place.map(found -> visit(app, found));
        });
    }

    private Visit visit(AppId app, TimelineRows.Place place) {
        Instant at = place.occurredAt();
        List<StoredEvent> around =
                rows.between(names(app), rows.numbersOf(place.person()), at.minus(AROUND), at.plus(AROUND));
        List<StoredEvent> found = cut.cut(around).stream()
                .filter(visit -> visit.stream().anyMatch(event -> event.event().seq() == place.seq()))
                .findFirst()
                .orElseThrow();
        return visit(found, rows.distinctId(place.person()));
    }

    private int[] names(AppId app) {
        return eventNames.all(app).values().stream().mapToInt(Integer::intValue).toArray();
    }
}
