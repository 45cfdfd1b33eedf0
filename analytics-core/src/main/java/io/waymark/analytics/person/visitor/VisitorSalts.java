/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The salts of cookieless visitor ids: one a day, made by whichever instance needs it first, and kept until 48 hours after
 * its day began. Safe for use by many threads; asks the database once a day.
 */
public final class VisitorSalts {

    private static final int BYTES = 32;

    private static final String ADD = """
            insert into {schema}.visitor_salt (day, salt) values (:day, :salt) on conflict do nothing
            """;
    private static final String FIND = "select salt from {schema}.visitor_salt where day = :day";
    private static final String DESTROY = """
            delete from {schema}.visitor_salt where day < :first returning day
            """;

    private final AnalyticsDatabase database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<LocalDate, byte[]> known = new ConcurrentHashMap<>();

    /**
     * Keeps salts.
     *
     * @param database where they are
     * @param clock tells how old they are
     */
    public VisitorSalts(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The salt of the day of an instant; of today where that day is neither today nor yesterday. */
    byte[] of(Instant at) {
        LocalDate today = today();
        LocalDate asked = at.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate day = asked.equals(today.minusDays(1)) ? asked : today;
        byte[] salt = known.get(day);
        if (salt == null) {
            destroyOld();
            salt = read(day);
            known.put(day, salt);
        }
        return salt;
    }

    private byte[] read(LocalDate day) {
        byte[] made = new byte[BYTES];
        random.nextBytes(made);
        database.sql(ADD).param("day", day).param("salt", made).update();
        return database.sql(FIND).param("day", day).query(byte[].class).single();
    }

    /**
     * Destroys the salts of days that began 48 hours ago or earlier, in memory and in the database.
     *
     * @return how many were destroyed in the database
     */
    public int destroyOld() {
        LocalDate first = today().minusDays(1);
        known.keySet().removeIf(day -> day.isBefore(first));
        return database.sql(DESTROY)
                .param("first", first)
                .query(LocalDate.class)
                .list()
                .size();
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
