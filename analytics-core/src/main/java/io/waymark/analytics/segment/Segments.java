/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.SqlParameters;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The stored segments. Every change is recorded with who made it. Safe for use by many threads. */
public final class Segments {

    /**
     * Keeps segments.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param clock tells when they change
     */
    public Segments(AnalyticsDatabase database, EventNames eventNames, Clock clock) {}

    /**
     * Tells whether somebody is in a segment of the default app now.
     *
     * @param key the segment's key
     * @param distinctId who
     * @return whether they are; false for somebody unknown
     * @throws io.waymark.analytics.InvalidInputException if there is no such segment
     */
    public boolean contains(String key, String distinctId) {
        return contains(AppId.DEFAULT, key, distinctId);
    }

    /**
     * Tells whether somebody is in a segment now.
     *
     * @param app the app
     * @param key the segment's key
     * @param distinctId who
     * @return whether they are; false for somebody unknown
     * @throws io.waymark.analytics.InvalidInputException if there is no such segment
     */
    public boolean contains(AppId app, String key, String distinctId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores a segment: a new one, or a new name and rule of the one with that key. Stores nothing if it is the same
     * already.
     *
     * @param app the app it belongs to
     * @param key its key: 1 to 100 lower-case letters, digits and hyphens, not only digits
     * @param name its name, 1 to 200 characters
     * @param rule who is in it
     * @param actor who stores it
     * @return the stored segment
     * @throws io.waymark.analytics.InvalidInputException if key or name are not as they should be
     */
    public Segment save(AppId app, String key, String name, SegmentRule rule, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Finds a segment.
     *
     * @param app the app it belongs to
     * @param keyOrId its key or number
     * @return the segment, or empty if there is none
     */
    public Optional<Segment> find(AppId app, String keyOrId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Lists the segments of an app.
     *
     * @param app the app
     * @return the segments by name
     */
    public List<Segment> list(AppId app) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a segment.
     *
     * @param app the app it belongs to
     * @param keyOrId its key or number
     * @param actor who deletes it
     * @return whether there was one
     */
    public boolean delete(AppId app, String keyOrId, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * A subquery of the people in a segment, for a report: {@code person_id in (…)}.
     *
     * @param app the app
     * @param keyOrId the segment's key or number
     * @param parameters takes the values of the subquery
     * @return {@code select person_id …}, with {@code {schema}} for the schema
     * @throws io.waymark.analytics.InvalidInputException if there is no such segment
     */
    public String personsOf(AppId app, String keyOrId, SqlParameters parameters) {
        throw new UnsupportedOperationException();
    }
}
