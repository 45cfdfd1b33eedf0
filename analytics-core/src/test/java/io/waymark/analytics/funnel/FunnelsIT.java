/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.StaleVersionException;
import io.waymark.analytics.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunnelsIT {

    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AppId APP = AppId.DEFAULT;
    private static final AppId OTHER = new AppId(2);
    private static final FunnelDefinition SIGN_UP = FunnelDefinition.of("visit")
            .step(new EventFilter("sign_up", List.of(PropertyCondition.eq("plan", 5))))
            .breakdown("country")
            .build();
    private static final FunnelDefinition ORDER =
            FunnelDefinition.of("cart", "order").build();

    private final Funnels funnels = new Funnels(DATABASE, Clock.fixed(NOON, ZoneOffset.UTC));

    @BeforeEach
    void empty() {
        DATABASE.sql("truncate {schema}.funnel, {schema}.audit").update();
    }

    @Test
    void keepsWhatItIsGiven() {
        Funnel saved = funnels.save(APP, "Sign-up <b>ü</b>'; --", SIGN_UP, "ada");

        assertThat(saved.name()).isEqualTo("Sign-up <b>ü</b>'; --");
        assertThat(saved.createdAt()).isEqualTo(NOON);
        assertThat(saved.definition().breakdown()).isEqualTo(FunnelBreakdown.atStep(1, "country"));
        assertThat(FunnelJson.write(saved.definition()).toString())
                .isEqualTo(FunnelJson.write(SIGN_UP).toString());
        assertThat(funnels.find(APP, saved.id())).contains(saved);
        assertThat(funnels.find(OTHER, saved.id())).isEmpty();
    }

    @Test
    void namesAreUniqueInAnApp() {
        funnels.save(APP, "Orders", ORDER, "ada");
        Funnel other = funnels.save(APP, "Other", ORDER, "ada");
        funnels.save(OTHER, "Orders", ORDER, "ada");

        assertThatThrownBy(() -> funnels.save(APP, "Orders", SIGN_UP, "ada"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("/name");
        assertThatThrownBy(() -> funnels.rename(APP, other.id(), "Orders", "ada"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("/name");
        assertThat(funnels.list(APP)).extracting(Funnel::name).containsExactly("Orders", "Other");
    }

    @Test
    void refusesNamesThatAreBlankOrTooLong() {
        for (String name : List.of(" ", "x".repeat(10_000), "a\u0000b")) {
            assertThatThrownBy(() -> funnels.save(APP, name, ORDER, "ada"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("/name");
        }
        assertThat(funnels.list(APP)).isEmpty();
        assertThat(audit()).isEmpty();
    }

    @Test
    void aChangeBasedOnAnOldVersionIsRefused() {
        Funnel read = funnels.save(APP, "Orders", ORDER, "ada");
        Funnel renamed = funnels.rename(APP, read.id(), "All orders", "bob").orElseThrow();

        assertThatThrownBy(() -> funnels.update(APP, read, "ada")).isInstanceOf(StaleVersionException.class);
        Funnel changed = funnels.update(
                APP,
                new Funnel(
                        renamed.id(), "Sign-up", SIGN_UP, renamed.createdAt(), renamed.updatedAt(), renamed.version()),
                "ada");
        assertThat(changed.name()).isEqualTo("Sign-up");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(funnels.delete(APP, read.id(), "ada")).isTrue();
        assertThat(funnels.delete(APP, read.id(), "ada")).isFalse();
        assertThatThrownBy(() -> funnels.update(APP, changed, "ada")).isInstanceOf(StaleVersionException.class);
    }

    @Test
    void aFunnelDeclaredInCodeIsStoredOnceAndFollowsTheCode() {
        Funnel first = funnels.declare(APP, "Sign-up", SIGN_UP, "code");
        assertThat(funnels.declare(APP, "Sign-up", SIGN_UP, "code").version()).isEqualTo(first.version());
        Funnel changed = funnels.declare(APP, "Sign-up", ORDER, "code");

        assertThat(changed.id()).isEqualTo(first.id());
        assertThat(changed.definition()).isEqualTo(ORDER);
        assertThat(audit()).containsExactly("code created", "code changed");
    }

    @Test
    void everyChangeLeavesARecord() {
        Funnel funnel = funnels.save(APP, "Orders", ORDER, "ada");
        funnels.rename(APP, funnel.id(), "All orders", "bob");
        funnels.delete(APP, funnel.id(), "carl");
        assertThat(funnels.rename(APP, funnel.id(), "Gone", "bob")).isEmpty();

        assertThat(audit()).containsExactly("ada created", "bob renamed", "carl deleted");
    }

    private static List<String> audit() {
        return DATABASE.sql("select actor || ' ' || action from {schema}.audit where subject = 'funnel' order by id")
                .query(String.class)
                .list();
    }
}
