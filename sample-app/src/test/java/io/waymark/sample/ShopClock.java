/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The clock that the experiments of the shop go by: that of the system, until a test moves it. */
public final class ShopClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    private ShopClock() {}

    /** Moves it away from the clock of the system, back by a negative duration; zero puts it right. */
    public void ahead(Duration duration) {
        ahead = duration;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class OfExperiments {

        @Bean(defaultCandidate = false)
        ShopClock analyticsClock() {
            return new ShopClock();
        }
    }
}
