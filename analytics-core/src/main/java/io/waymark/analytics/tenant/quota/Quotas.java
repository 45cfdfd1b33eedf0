/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.quota;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AuditLog;
import io.waymark.analytics.tenant.QuotaExceededException;
import io.waymark.analytics.tenant.QuotaExceededException.Quota;
import io.waymark.analytics.tenant.QuotaLimits;
import io.waymark.analytics.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tenants may have and what they have. A tenant without limits, as the default tenant is, may have anything. Safe
 * for use by many threads.
 */
public final class Quotas {

    private static final String LIMITS =
            "select apps, funnels, events_per_month from {schema}.tenant_quota where tenant_id = :tenant";
    // The lock makes whoever adds something to this tenant count one after the other.
    private static final String LIMITS_OF_APP = """
            select q.tenant_id, q.apps, q.funnels, q.events_per_month
            from {schema}.tenant_quota q join {schema}.app a on a.tenant_id = q.tenant_id
            where a.id = :app
            for update of q
            """;
    private static final String CHANGE = """
            insert into {schema}.tenant_quota (tenant_id, apps, funnels, events_per_month)
            values (:tenant, :apps, :funnels, :events)
            on conflict (tenant_id) do update
            set apps = excluded.apps, funnels = excluded.funnels, events_per_month = excluded.events_per_month
            """;
    private static final String APPS = "select count(*) from {schema}.app where tenant_id = :tenant";
    private static final String FUNNELS = """
            select count(*) from {schema}.funnel f join {schema}.app a on a.id = f.app_id where a.tenant_id = :tenant
            """;
    private static final String EVENTS = """
            select coalesce(sum(u.events), 0) from {schema}.event_usage u join {schema}.app a on a.id = u.app_id
            where a.tenant_id = :tenant and u.month = :month
            """;
    private static final String EVENTS_OF_APP =
            "select coalesce(sum(events), 0) from {schema}.event_usage where app_id = :app and month = :month";

    private final AnalyticsDatabase database;
    private final AuditLog audit;
    private final Clock clock;

    /**
     * Keeps quotas.
     *
     * @param database where they are
     * @param clock tells which month it is
     */
    public Quotas(AnalyticsDatabase database, Clock clock) {
        this.database = database;
        this.audit = new AuditLog(database);
        this.clock = clock;
    }

    /**
     * Says what a tenant may have.
     *
     * @param tenant the tenant
     * @return its limits
     */
    public QuotaLimits limits(TenantId tenant) {
        return database.sql(LIMITS)
                .param("tenant", tenant.value())
                .query(Quotas::limits)
                .optional()
                .orElse(QuotaLimits.UNLIMITED);
    }

    /**
     * Changes what a tenant may have. What it has beyond that, it keeps. Events are held to the new limit after a few
     * seconds, on all instances.
     *
     * @param tenant the tenant
     * @param limits its new limits; not negative
     * @param actor who changes them
     * @throws InvalidInputException if one of them is negative
     */
    public void change(TenantId tenant, QuotaLimits limits, String actor) {
        requireNotNegative("/apps", limits.apps());
        requireNotNegative("/funnels", limits.funnels());
        requireNotNegative("/eventsPerMonth", limits.eventsPerMonth());
        database.transaction().executeWithoutResult(status -> {
            database.sql(CHANGE)
                    .param("tenant", tenant.value())
                    .param("apps", limits.apps())
                    .param("funnels", limits.funnels())
                    .param("events", limits.eventsPerMonth())
                    .update();
            String detail = StoredJson.object()
                    .put("apps", limits.apps())
                    .put("funnels", limits.funnels())
                    .put("eventsPerMonth", limits.eventsPerMonth())
                    .toString();
            String id = Integer.toString(tenant.value());
            audit.record(AppId.DEFAULT, clock.instant(), actor, "tenant", id, "quota changed", detail);
        });
    }

    /**
     * Says what a tenant has.
     *
     * @param tenant the tenant
     * @return how much of what
     */
    public Usage usage(TenantId tenant) {
        UsageMonth month = UsageMonth.at(clock.instant());
        long events = database.sql(EVENTS)
                .param("tenant", tenant.value())
                .param("month", month.firstDay())
                .query(Long.class)
                .single();
        return new Usage((int) count(APPS, tenant), (int) count(FUNNELS, tenant), events, month.end());
    }

    /**
     * Counts the events of one app.
     *
     * @param app the app
     * @return how many were stored since the month began, by UTC
     */
    public long eventsThisMonth(AppId app) {
        return database.sql(EVENTS_OF_APP)
                .param("app", app.value())
                .param("month", UsageMonth.at(clock.instant()).firstDay())
                .query(Long.class)
                .single();
    }

    /**
     * Makes sure that there may be one more app. To be called in the transaction that adds it.
     *
     * @param tenant whose app it will be
     * @throws QuotaExceededException if the tenant has all it may have
     */
    public void requireRoomForApp(TenantId tenant) {
        require(Quota.APPS, limits(tenant).apps(), count(APPS, tenant));
    }

    /**
     * Makes sure that there may be the funnel that was just added. To be called in the transaction that adds it.
     *
     * @param app the app that it belongs to
     * @throws QuotaExceededException if the tenant had all it may have
     */
    public void requireFunnelsWithin(AppId app) {
        Optional<Limited> limited = database.sql(LIMITS_OF_APP)
                .param("app", app.value())
                .query((row, number) -> new Limited(new TenantId(row.getInt("tenant_id")), limits(row, number)))
                .optional();
        limited.ifPresent(each -> require(Quota.FUNNELS, each.limits().funnels(), count(FUNNELS, each.tenant()) - 1));
    }

    private static void require(Quota quota, @Nullable Integer limit, long used) {
        if (limit != null && used >= limit) {
            throw new QuotaExceededException(quota, limit, used, null);
        }
    }

    private long count(String statement, TenantId tenant) {
        return Objects.requireNonNull(database.sql(statement)
                .param("tenant", tenant.value())
                .query(Long.class)
                .single());
    }

    private static void requireNotNegative(String pointer, @Nullable Number limit) {
        if (limit != null && limit.longValue() < 0) {
            throw new InvalidInputException(pointer, "must not be negative");
        }
    }

    private static QuotaLimits limits(ResultSet row, int number) throws SQLException {
        return new QuotaLimits(
                row.getObject("apps", Integer.class),
                row.getObject("funnels", Integer.class),
                row.getObject("events_per_month", Long.class));
    }

    private record Limited(TenantId tenant, QuotaLimits limits) {}
}
