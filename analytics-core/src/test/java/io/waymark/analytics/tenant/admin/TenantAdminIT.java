/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.QuotaExceededException;
import io.waymark.analytics.tenant.QuotaLimits;
import io.waymark.analytics.tenant.Tenant;
import io.waymark.analytics.tenant.TenantId;
import io.waymark.analytics.tenant.quota.EventQuota;
import io.waymark.analytics.tenant.quota.EventUsage;
import io.waymark.analytics.tenant.quota.Quotas;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TenantAdminIT {

    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final SteppingClock clock = new SteppingClock(NOON);
    private final Quotas quotas = new Quotas(DATABASE, clock);
    private final Tenants tenants = new Tenants(DATABASE, clock);
    private final Apps apps = new Apps(DATABASE, quotas, clock);
    private final ApiKeyStore keys = new ApiKeyStore(DATABASE, clock);

    @Test
    void aKeyIsShownOnceAndKeptAsAHash() {
        App app = app();
        NewKey key = keys.create(app, KeyDraft.write("shop", "https://shop.example"), "ada");

        assertThat(key.secret())
                .matches("wm_w_[0-9A-Za-z]{43}")
                .startsWith(key.stored().prefix());
        assertThat(key.toString()).doesNotContain(key.secret());
        assertThat(DATABASE.sql("select k::text from {schema}.api_key k union all select a::text from {schema}.audit a")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(key.secret()));
        assertThat(keys.list(app.id())).containsExactly(key.stored());
    }

    @Test
    void aKeyOpensItsAppOnly() {
        App app = app();
        NewKey write = keys.create(app, KeyDraft.write("browser"), "ada");
        NewKey secret = keys.create(app, KeyDraft.secret("server", Grant.READ), "ada");

        assertThat(keys.known().find(write.secret())).hasValueSatisfying(found -> {
            assertThat(found.app()).isEqualTo(app.id());
            assertThat(found.tenant()).isEqualTo(app.tenant());
            assertThat(found.kind()).isEqualTo(KeyKind.WRITE);
            assertThat(found.grants()).containsExactly(Grant.INGEST);
        });
        assertThat(keys.known().find(secret.secret()))
                .hasValueSatisfying(found -> assertThat(found.grants()).containsExactly(Grant.READ));
        assertThat(keys.known().find(write.secret().toLowerCase(java.util.Locale.ROOT)))
                .isEmpty();
        assertThat(keys.known().find(write.secret() + "x")).isEmpty();
        assertThat(keys.known().find("")).isEmpty();
        assertThat(keys.known().findTenant(write.secret())).isEmpty();
    }

    @Test
    void theKeyOfATenantOpensNoApp() {
        Tenant tenant = tenant();
        NewKey key = keys.createForTenant(tenant.id(), "all apps", "ada");

        assertThat(key.secret()).startsWith("wm_t_");
        assertThat(keys.known().find(key.secret())).isEmpty();
        assertThat(keys.known().findTenant(key.secret())).contains(tenant.id());
    }

    @Test
    void aKeyOfAnotherInstanceIsKnownAtOnceAndUselessAfterTheNextLook() {
        ApiKeyStore other = new ApiKeyStore(DATABASE, clock);
        other.refresh();
        App app = app();
        NewKey key = keys.create(app, KeyDraft.secret("server", Grant.INGEST), "ada");
        await(() -> other.known().find(key.secret()).isPresent());

        assertThat(keys.revoke(key.stored().id(), "bob")).isPresent();
        assertThat(keys.known().find(key.secret())).isEmpty();
        other.refresh();
        assertThat(other.known().find(key.secret())).isEmpty();

        assertThat(keys.revoke(key.stored().id(), "bob")).isEmpty();
        assertThat(keys.find(key.stored().id()))
                .hasValueSatisfying(stored -> assertThat(stored.revokedAt()).isEqualTo(NOON));
        assertThat(audit("key", key.stored().id())).containsExactly("ada created", "bob revoked");
    }

    @Test
    void whatWasKnownStaysKnownWhileTheDatabaseIsAway() {
        AnalyticsDatabase database = TestDatabase.migrated();
        ApiKeyStore store = new ApiKeyStore(database, clock);
        App app = new Apps(database, new Quotas(database, clock), clock)
                .create(TenantId.DEFAULT, "shop", UTC, DayOfWeek.MONDAY, "ada");
        NewKey key = store.create(app, KeyDraft.write("browser"), "ada");
        database.sql("alter table {schema}.key_revision rename to gone").update();

        store.refresh();

        assertThat(store.known().find(key.secret())).isPresent();
    }

    @Test
    void lastUseIsWrittenAtMostOnceAMinute() {
        NewKey key = keys.create(app(), KeyDraft.write("browser"), "ada");
        keys.writeLastUses();
        assertThat(lastUsed(key)).isNull();

        keys.known().find(key.secret());
        assertThat(lastUsed(key)).isNull();
        keys.writeLastUses();
        assertThat(lastUsed(key)).isEqualTo(NOON);

        clock.step(Duration.ofSeconds(59));
        keys.known().find(key.secret());
        keys.writeLastUses();
        assertThat(lastUsed(key)).isEqualTo(NOON);

        clock.step(Duration.ofSeconds(2));
        keys.known().find(key.secret());
        keys.writeLastUses();
        assertThat(lastUsed(key)).isEqualTo(NOON.plusSeconds(61));
    }

    @Test
    void aDraftSaysEverythingThatIsWrong() {
        assertThatThrownBy(() -> new KeyDraft(
                        "x", KeyKind.SECRET, EnumSet.noneOf(Grant.class), Set.of("https://shop.example", "nowhere")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        invalid -> assertThat(invalid.faults())
                                .extracting(InvalidInputException.Fault::pointer)
                                .contains("/grants", "/origins"));
        assertThatThrownBy(() -> new KeyDraft("x", KeyKind.WRITE, EnumSet.of(Grant.READ), Set.of()))
                .hasMessageContaining("/grants");
        assertThatThrownBy(() -> KeyDraft.write(" ")).hasMessageContaining("/name");
    }

    @Test
    void appsHaveNamesOfTheirOwnInATenantAndZonesThatTheDatabaseKnows() {
        Tenant tenant = tenant();
        App app = apps.create(tenant.id(), "shop", ZoneId.of("Asia/Kathmandu"), DayOfWeek.SUNDAY, "ada");

        assertThat(apps.find(app.id())).contains(app);
        assertThat(apps.list()).contains(app);
        assertThatThrownBy(() -> apps.create(tenant.id(), "shop", UTC, DayOfWeek.MONDAY, "ada"))
                .hasMessageContaining("/name");
        assertThatThrownBy(() -> apps.create(tenant.id(), "b", ZoneOffset.ofHours(2), DayOfWeek.MONDAY, "ada"))
                .hasMessageContaining("/timeZone");
        App other = apps.create(tenant().id(), "shop", UTC, DayOfWeek.MONDAY, "ada");
        assertThat(apps.rename(other.id(), "store", "bob"))
                .hasValueSatisfying(renamed -> assertThat(renamed.name()).isEqualTo("store"));
        assertThat(apps.rename(new AppId(999_999), "x", "bob")).isEmpty();
        assertThat(audit("app", other.id().value())).containsExactly("ada created", "bob renamed");
    }

    @Test
    void manyAppsAreCreatedAtOnceUpToTheQuota() throws Exception {
        Tenant tenant = tenant();
        quotas.change(tenant.id(), new QuotaLimits(5, null, null), "ada");
        List<Callable<App>> attempts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String name = "app " + i;
            attempts.add(() -> apps.create(tenant.id(), name, UTC, DayOfWeek.MONDAY, "ada"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            int refused = 0;
            for (Future<App> attempt : threads.invokeAll(attempts)) {
                try {
                    attempt.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(QuotaExceededException.class);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(7);
        } finally {
            threads.shutdownNow();
        }
        assertThat(quotas.usage(tenant.id()).apps()).isEqualTo(5);
    }

    @Test
    void funnelsOfAllAppsOfATenantCountTogether() {
        Tenant tenant = tenant();
        App one = app(tenant);
        App two = app(tenant);
        quotas.change(tenant.id(), new QuotaLimits(null, 2, null), "ada");
        Funnels funnels = new Funnels(DATABASE, clock);
        FunnelDefinition definition = FunnelDefinition.of("a", "b").build();
        funnels.save(one.id(), "first", definition, "ada");
        funnels.declare(two.id(), "second", definition, "ada");

        assertThatThrownBy(() -> funnels.save(two.id(), "third", definition, "ada"))
                .isInstanceOfSatisfying(QuotaExceededException.class, exceeded -> {
                    assertThat(exceeded.quota()).isEqualTo(QuotaExceededException.Quota.FUNNELS);
                    assertThat(exceeded.limit()).isEqualTo(2);
                    assertThat(exceeded.used()).isEqualTo(2);
                });
        assertThat(funnels.declare(two.id(), "second", definition, "ada").name())
                .isEqualTo("second");
        assertThat(funnels.list(two.id())).hasSize(1);
        funnels.save(AppId.DEFAULT, "of another tenant", definition, "ada");
    }

    @Test
    void eventsAreCountedByMonthAndDroppedBeyondTheQuota() {
        Tenant tenant = tenant();
        App app = app(tenant);
        EventQuota quota = new EventQuota(DATABASE, clock);
        EventUsage usage = new EventUsage(DATABASE, clock);
        IngestPipeline pipeline = new IngestPipeline(
                DATABASE,
                new WithoutSpool() {},
                IngestExtensions.NONE.enrichers(quota).projections(usage),
                clock);
        pipeline.start();
        try {
            quotas.change(tenant.id(), new QuotaLimits(null, null, 5L), "ada");
            UUID again = UUID.randomUUID();
            pipeline.record(app.id(), List.of(event(null), event(null), event(again)));
            pipeline.record(app.id(), List.of(event(again), event(null)));
            usage.write();
            quota.refresh();
            assertThat(quotas.eventsThisMonth(app.id())).isEqualTo(4);
            quota.require(app.id());

            pipeline.record(app.id(), List.of(event(null), event(null)));
            usage.write();
            quota.refresh();
            assertThat(quotas.usage(tenant.id()).eventsThisMonth()).isEqualTo(6);
            assertThatThrownBy(() -> quota.require(app.id()))
                    .isInstanceOfSatisfying(QuotaExceededException.class, exceeded -> {
                        assertThat(exceeded.limit()).isEqualTo(5);
                        assertThat(exceeded.used()).isEqualTo(6);
                        assertThat(exceeded.resetsAt()).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
                    });
            assertThat(pipeline.record(app.id(), List.of(event(null)))).containsExactly(IngestOutcome.dropped("quota"));
            assertThat(pipeline.stats().dropped()).containsEntry("quota", 1L);
            assertThat(pipeline.record(AppId.DEFAULT, List.of(event(null)))).containsExactly(IngestOutcome.recorded());

            clock.step(Duration.ofHours(13));
            assertThat(pipeline.record(app.id(), List.of(event(null)))).containsExactly(IngestOutcome.recorded());
            usage.write();
            assertThat(quotas.eventsThisMonth(app.id())).isEqualTo(1);
        } finally {
            pipeline.stop();
        }
    }

    @Test
    void aQuotaIsNotNegative() {
        assertThatThrownBy(() -> quotas.change(tenant().id(), new QuotaLimits(null, -1, null), "ada"))
                .hasMessageContaining("/funnels");
    }

    private static Event event(UUID id) {
        return Event.builder("seen", "ada").eventId(id).occurredAt(NOON).build();
    }

    private Tenant tenant() {
        return tenants.create("tenant " + NUMBER.incrementAndGet(), "ada");
    }

    private App app() {
        return app(tenant());
    }

    private App app(Tenant tenant) {
        return apps.create(tenant.id(), "app " + NUMBER.incrementAndGet(), UTC, DayOfWeek.MONDAY, "ada");
    }

    private Instant lastUsed(NewKey key) {
        return keys.find(key.stored().id()).orElseThrow().lastUsedAt();
    }

    private static List<String> audit(String subject, long id) {
        return DATABASE.sql("""
                        select actor || ' ' || action from {schema}.audit
                        where subject = :subject and subject_id = :id order by id
                        """)
                .param("subject", subject)
                .param("id", Long.toString(id))
                .query(String.class)
                .list();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("waited long enough").isNegative();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private static final class SteppingClock extends Clock {

        private volatile Instant now;

        SteppingClock(Instant now) {
            this.now = now;
        }

        void step(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
