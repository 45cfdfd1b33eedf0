/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.limit;

/** What can be configured about the limits of the HTTP API. Each instance counts for itself. */
public interface RateLimitSettings {

    /** The default of {@link #perKey()}: more than one instance can take. */
    Rate DEFAULT_PER_KEY = new Rate(50_000, 100_000);

    /** The default of {@link #perAddress()}: more than the people behind one address do. */
    Rate DEFAULT_PER_ADDRESS = new Rate(1_000, 5_000);

    /** The default of {@link #rememberedSenders()}. */
    int DEFAULT_REMEMBERED_SENDERS = 100_000;

    /** {@return how many requests may show one key} */
    default Rate perKey() {
        return DEFAULT_PER_KEY;
    }

    /** {@return how many requests with a write key, a wrong key or none may come from one address} */
    default Rate perAddress() {
        return DEFAULT_PER_ADDRESS;
    }

    /** {@return how many keys and how many addresses are remembered; of more, the longest unseen are forgotten} */
    default int rememberedSenders() {
        return DEFAULT_REMEMBERED_SENDERS;
    }
}
