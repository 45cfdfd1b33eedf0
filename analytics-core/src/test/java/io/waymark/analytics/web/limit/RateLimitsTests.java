/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.analytics.AppId;
import io.waymark.analytics.tenant.ApiKey;
import io.waymark.analytics.tenant.Grant;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTests {

    private final AtomicLong nanos = new AtomicLong(5);
    private final RateLimits limits = new RateLimits(
            new RateLimitSettings() {
                @Override
                public Rate perKey() {
                    return new Rate(10, 20);
                }

                @Override
                public Rate perAddress() {
                    return new Rate(2, 3);
                }

                @Override
                public int rememberedSenders() {
                    return 100;
                }
            },
            nanos::get);

    @Test
    void letsABurstPassAndSaysHowLongToWait() {
        for (int i = 0; i < 20; i++) {
            assertThat(limits.take(key("a"))).isZero();
        }
        Duration wait = limits.take(key("a"));
        assertThat(wait).isEqualTo(Duration.ofMillis(100));
        assertThat(limits.take(key("b"))).isZero();

        nanos.addAndGet(wait.toNanos());
        assertThat(limits.take(key("a"))).isZero();
        assertThat(limits.take(key("a"))).isPositive();
    }

    @Test
    void countsAnAddressAndANetworkOfSixtyFourBits() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take("192.0.2.1")).isZero();
            assertThat(limits.take("2001:db8:1:2:" + i + "::1")).isZero();
        }
        assertThat(limits.take("192.0.2.1")).isPositive();
        assertThat(limits.take("192.0.2.2")).isZero();
        assertThat(limits.take("2001:db8:1:2:ffff::9")).isPositive();
        assertThat(limits.take("2001:db8:1:3::1")).isZero();
        assertThat(limits.take("no address at all")).isZero();
    }

    @Test
    void forgetsThoseNotSeenForLongest() {
        for (int i = 0; i < 3; i++) {
            limits.take("192.0.2.1");
        }
        assertThat(limits.take("192.0.2.1")).isPositive();
        for (int i = 0; i < 100_000; i++) {
            limits.take("sender " + i);
        }
        assertThat(limits.take("192.0.2.1")).isZero();
    }

    @Test
    void noLimitIsNone() {
        for (int i = 0; i < 200_000; i++) {
            assertThat(RateLimits.NONE.take("192.0.2.1")).isZero();
        }
    }

    @Test
    void refusesRatesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(10, 9)).withMessageContaining("burst");
    }

    private static ApiKey key(String name) {
        return new ApiKey(name, AppId.DEFAULT, Set.of(Grant.INGEST));
    }
}
