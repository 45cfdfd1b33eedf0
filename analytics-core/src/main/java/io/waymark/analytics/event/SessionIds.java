/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.nio.charset.StandardCharsets;

/** The hashes that stand for clients' session ids in the event table. They are stored, so they must never change. */
public final class SessionIds {

    private SessionIds() {}

    /**
     * Stands for a client's session id among the sessions of one person: FNV-1a, mixed by the finaliser of SplitMix64
     * (Steele, Lea, Flood 2014).
     *
     * @param sessionId the client's session id
     * @return its hash
     */
    public static long hash(String sessionId) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : sessionId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        long z = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
