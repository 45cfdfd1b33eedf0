/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.job.MovableClock;
import io.waymark.analytics.job.SaltDestruction;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SaltedVisitorIdsIT {

    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final String IP = "203.0.113.7";
    private static final String FIREFOX = "Mozilla/5.0 Firefox";

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final MovableClock clock = new MovableClock(MORNING);
    private final VisitorSalts salts = new VisitorSalts(database, clock);
    private final SaltedVisitorIds ids = new SaltedVisitorIds(salts);
    private final SaltedVisitorIds ofAnotherInstance = new SaltedVisitorIds(new VisitorSalts(database, clock));

    @Test
    void allInstancesGiveAVisitorTheSameIdForTheDay() {
        String id = idAt(MORNING);

        assertThat(id).matches("v-[0-9a-f]{32}");
        assertThat(ofAnotherInstance.idOf(AppId.DEFAULT, IP, FIREFOX, MORNING)).isEqualTo(id);
        assertThat(idAt(Instant.parse("2026-03-01T23:59:59.999Z"))).isEqualTo(id);
        assertThat(ids.idOf(new AppId(2), IP, FIREFOX, MORNING)).isNotEqualTo(id);
        assertThat(ids.idOf(AppId.DEFAULT, "203.0.113.8", FIREFOX, MORNING)).isNotEqualTo(id);
        assertThat(ids.idOf(AppId.DEFAULT, IP, null, MORNING))
                .isNotEqualTo(id)
                .isNotEqualTo(ids.idOf(AppId.DEFAULT, IP, "", MORNING));
        assertThat(ids.idOf(AppId.DEFAULT, "203.0.113.70", "x", MORNING))
                .isNotEqualTo(ids.idOf(AppId.DEFAULT, "203.0.113.7", "0x", MORNING));
    }

    @Test
    void anotherDayGivesAnotherIdAndEventsOfYesterdayKeepTheirs() {
        String id = idAt(MORNING);
        clock.advance(Duration.ofDays(1));

        assertThat(idAt(MORNING.plus(Duration.ofDays(1)))).isNotEqualTo(id);
        assertThat(idAt(MORNING)).isEqualTo(id);
        assertThat(number("select count(distinct salt) from {schema}.visitor_salt where length(salt) = 32"))
                .isEqualTo(2);
    }

    @Test
    void saltsAreDestroyed48HoursAfterTheirDayBegan() {
        String id = idAt(MORNING);
        clock.advance(Duration.between(MORNING, Instant.parse("2026-03-02T23:59:59Z")));
        assertThat(new SaltDestruction(salts).run()).isZero();
        clock.advance(Duration.ofSeconds(1));

        assertThat(new SaltDestruction(new VisitorSalts(database, clock)).run()).isEqualTo(1);
        assertThat(number("select count(*) from {schema}.visitor_salt")).isZero();
        assertThat(ofAnotherInstance.idOf(AppId.DEFAULT, IP, FIREFOX, MORNING)).isNotEqualTo(id);
        assertThat(idAt(MORNING)).isNotEqualTo(id);
    }

    @Test
    void whoeverNeedsANewSaltDestroysTheOldOnes() {
        idAt(MORNING);
        clock.advance(Duration.ofDays(3));
        idAt(clock.instant());

        assertThat(database.sql("select day::text from {schema}.visitor_salt")
                        .query(String.class)
                        .list())
                .containsExactly("2026-03-04");
    }

    private String idAt(Instant at) {
        return ids.idOf(AppId.DEFAULT, IP, FIREFOX, at);
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
