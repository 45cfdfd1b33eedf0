/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.web;

import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.web.limit.Rate;
import io.waymark.analytics.web.limit.RateLimitSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the limits of the HTTP API. Each instance counts for itself. */
@ConfigurationProperties("analytics.rate-limit")
public class AnalyticsRateLimitProperties implements RateLimitSettings {

    /** Whether requests to the HTTP API are limited. */
    private boolean enabled = true;

    /** Number of requests that may show one key in a second, for as long as one likes. 0 for any number. */
    private int perKey = DEFAULT_PER_KEY.perSecond();

    /** Number of requests that may show one key at once, after a pause. By default, as many as in two seconds. */
    private @Nullable Integer perKeyBurst;

    /** Number of requests with a write key, a wrong key or none that may come from one address in a second, for as long as one likes. 0 for any number. */
    private int perIp = DEFAULT_PER_ADDRESS.perSecond();

    /** Number of requests with a write key, a wrong key or none that may come from one address at once, after a pause. By default, as many as in five seconds. */
    private @Nullable Integer perIpBurst;

    /** Number of keys and number of addresses that are remembered. Of more, those that were not seen for longest are forgotten. */
    private int rememberedSenders = DEFAULT_REMEMBERED_SENDERS;

    @Override
    public Rate perKey() {
        return rate("per-key", perKey, perKeyBurst, DEFAULT_PER_KEY);
    }

    @Override
    public Rate perAddress() {
        return rate("per-ip", perIp, perIpBurst, DEFAULT_PER_ADDRESS);
    }

    @Override
    public int rememberedSenders() {
        if (rememberedSenders < 1) {
            throw AnalyticsSetupException.property("analytics.rate-limit.remembered-senders", "it must be positive");
        }
        return rememberedSenders;
    }

    private Rate rate(String name, int perSecond, @Nullable Integer burst, Rate otherwise) {
        if (!enabled) {
            return Rate.UNLIMITED;
        }
        int usual = otherwise.burst() / otherwise.perSecond();
        try {
            return new Rate(perSecond, burst == null ? Math.multiplyExact(perSecond, usual) : burst);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw AnalyticsSetupException.property("analytics.rate-limit." + name, String.valueOf(e.getMessage()));
        }
    }

    public int getPerKey() {
        return perKey;
    }

    public void setPerKey(int perKey) {
        this.perKey = perKey;
    }

    public @Nullable Integer getPerKeyBurst() {
        return perKeyBurst;
    }

    public void setPerKeyBurst(@Nullable Integer perKeyBurst) {
        this.perKeyBurst = perKeyBurst;
    }

    public int getPerIp() {
        return perIp;
    }

    public void setPerIp(int perIp) {
        this.perIp = perIp;
    }

    public @Nullable Integer getPerIpBurst() {
        return perIpBurst;
    }

    public void setPerIpBurst(@Nullable Integer perIpBurst) {
        this.perIpBurst = perIpBurst;
    }

    public int getRememberedSenders() {
        return rememberedSenders;
    }

    public void setRememberedSenders(int rememberedSenders) {
        this.rememberedSenders = rememberedSenders;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
