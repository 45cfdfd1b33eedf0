/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.settings;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.tenant.QuotaLimits;
import io.waymark.analytics.tenant.Tenant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * The quotas of a tenant as they stand in the form; nothing is no limit.
 *
 * @param tenant the tenant
 * @param apps how many apps
 * @param funnels how many funnels
 * @param events how many events a month
 * @param faults what is wrong with them
 */
public record QuotaForm(Tenant tenant, String apps, String funnels, String events, List<String> faults) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    static QuotaForm of(Tenant tenant, QuotaLimits limits) {
        return new QuotaForm(
                tenant, text(limits.apps()), text(limits.funnels()), text(limits.eventsPerMonth()), List.of());
    }

    static QuotaForm read(Tenant tenant, ServerRequest request) {
        return new QuotaForm(
                tenant,
                request.param("apps").orElse("").strip(),
                request.param("funnels").orElse("").strip(),
                request.param("events").orElse("").strip(),
                List.of());
    }

    QuotaForm with(List<String> faults) {
        return new QuotaForm(tenant, apps, funnels, events, faults);
    }

    QuotaLimits limits() {
        Long appLimit = number("/apps", apps, Integer.MAX_VALUE);
        Long funnelLimit = number("/funnels", funnels, Integer.MAX_VALUE);
        return new QuotaLimits(
                appLimit == null ? null : appLimit.intValue(),
                funnelLimit == null ? null : funnelLimit.intValue(),
                number("/eventsPerMonth", events, Long.MAX_VALUE));
    }

    private static @Nullable Long number(String pointer, String text, long max) {
        if (text.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(text).matches() || Long.parseLong(text) > max) {
            throw new InvalidInputException(pointer, "must be a whole number, or empty for no limit");
        }
        return Long.valueOf(text);
    }

    private static String text(@Nullable Number limit) {
        return limit == null ? "" : limit.toString();
    }
}
