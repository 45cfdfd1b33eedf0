/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.limit;

import com.google.common.net.InetAddresses;
import io.waymark.analytics.tenant.ApiKey;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * Says who has to wait. Counts in memory, for this instance, and forgets those it has not seen for long. Safe for use by
 * many threads.
 */
public final class RateLimits {

    /** Nobody ever waits. */
    public static final RateLimits NONE = new RateLimits(
            new RateLimitSettings() {
                @Override
                public Rate perKey() {
                    return Rate.UNLIMITED;
                }

                @Override
                public Rate perAddress() {
                    return Rate.UNLIMITED;
                }
            },
            System::nanoTime);

    private static final int NETWORK_BYTES = 8;

    private final Buckets<KeyId> keys;
    private final Buckets<String> addresses;

    /**
     * Limits senders.
     *
     * @param settings how much they may
     * @param nanoTime a clock that never goes back, as {@link System#nanoTime()}
     */
    public RateLimits(RateLimitSettings settings, LongSupplier nanoTime) {
        this.keys = new Buckets<>(settings.perKey(), settings.rememberedSenders(), nanoTime);
        this.addresses = new Buckets<>(settings.perAddress(), settings.rememberedSenders(), nanoTime);
    }

    /**
     * Counts a request with a key.
     *
     * @param key the key
     * @return how long whoever shows it has to wait before the next request; zero if this one may pass
     */
    public Duration take(ApiKey key) {
        return keys.take(new KeyId(key.id(), key.app().value(), key.name()));
    }

    /**
     * Counts a request from an address. Addresses of IPv6 count by the network of 64 bits, which is one subscriber's.
     *
     * @param address the address, as digits
     * @return how long whoever has it has to wait before the next request; zero if this one may pass
     */
    public Duration take(String address) {
        return addresses.take(network(address));
    }

    private static String network(String address) {
        if (InetAddresses.isInetAddress(address)) {
            InetAddress parsed = InetAddresses.forString(address);
            if (parsed instanceof Inet6Address) {
                return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES));
            }
        }
        return address;
    }

    private record KeyId(long id, int app, String name) {}
}
