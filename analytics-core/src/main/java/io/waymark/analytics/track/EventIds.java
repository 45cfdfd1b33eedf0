/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The ids under which events count once. */
public final class EventIds {

    private static final String UUID_SHAPE = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private EventIds() {}

    /**
     * A new id of version 7: 48 bits of milliseconds since 1970, then 74 random bits (RFC 9562, section 5.7).
     *
     * @param at the time it carries
     * @return the id
     */
    public static UUID next(Instant at) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = at.toEpochMilli() << 16 | 0x7000L | random.nextLong() & 0x0FFFL;
        long low = 0x8000000000000000L | random.nextLong() & 0x3FFFFFFFFFFFFFFFL;
        return new UUID(high, low);
    }

    /**
     * The event id that stands for a client's own: the id itself if it is a UUID, else one derived from it, the same
     * for the same text.
     *
     * @param text what the client sent
     * @return the event id
     */
    public static UUID of(String text) {
        return isUuid(text) ? UUID.fromString(text) : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isUuid(String text) {
        boolean shaped = text.length() == UUID_SHAPE.length();
        for (int i = 0; shaped && i < UUID_SHAPE.length(); i++) {
            char c = text.charAt(i);
            shaped = UUID_SHAPE.charAt(i) == '-' ? c == '-' : HexFormat.isHexDigit(c);
        }
        return shaped;
    }

    /**
     * Whether an id carries the time at which it was made.
     *
     * @param id the id
     * @return true for version 7
     */
    public static boolean hasTime(UUID id) {
        return id.version() == 7 && id.variant() == 2;
    }

    /**
     * The time at which an id was made.
     *
     * @param id an id that {@link #hasTime(UUID) has} one
     * @return that time, in milliseconds
     */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
