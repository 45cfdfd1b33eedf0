/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.track.accept.AcceptedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events as bytes. Big-endian; a text is its length in bytes (int, -1 for none) and its UTF-8.
 *
 * <ol>
 *   <li>version (byte, 1), flags (byte: 1 the time is stable, 2 in doubt), app (int)
 *   <li>event id (two longs), time and receipt in milliseconds since 1970 (two longs)
 *   <li>name, distinct id, session id, properties as JSON (four texts)
 * </ol>
 */
final class EventCodec {

    private static final byte VERSION = 1;
    private static final int STABLE = 1;
    private static final int IN_DOUBT = 2;
    private static final int FIXED = 2 + Integer.BYTES + 4 * Long.BYTES + 4 * Integer.BYTES;

    byte[] encode(SpooledEvent spooled) {
        AcceptedEvent accepted = spooled.event();
        byte[] name = utf8(accepted.event().name());
        byte[] distinctId = utf8(accepted.event().distinctId());
        String session = accepted.event().sessionId();
        byte[] sessionId = session == null ? null : utf8(session);
        byte[] properties = utf8(accepted.json());
        int size = FIXED + name.length + distinctId.length + properties.length;
        ByteBuffer bytes = ByteBuffer.allocate(sessionId == null ? size : size + sessionId.length);
        bytes.put(VERSION);
        bytes.put((byte) ((accepted.timeIsStable() ? STABLE : 0) | (spooled.inDoubt() ? IN_DOUBT : 0)));
        bytes.putInt(accepted.app().value());
        bytes.putLong(accepted.eventId().getMostSignificantBits());
        bytes.putLong(accepted.eventId().getLeastSignificantBits());
        bytes.putLong(accepted.occurredAt().toEpochMilli());
        bytes.putLong(accepted.receivedAt().toEpochMilli());
        put(bytes, name);
        put(bytes, distinctId);
        put(bytes, sessionId);
        put(bytes, properties);
        return bytes.array();
    }

    /** Throws a {@link RuntimeException} for bytes that this version has not written. */
    SpooledEvent decode(byte[] record) {
        ByteBuffer bytes = ByteBuffer.wrap(record);
        byte version = bytes.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("The record has version " + version + ", not " + VERSION);
        }
        int flags = bytes.get();
        AppId app = new AppId(bytes.getInt());
        UUID id = new UUID(bytes.getLong(), bytes.getLong());
        Instant occurredAt = Instant.ofEpochMilli(bytes.getLong());
        Instant receivedAt = Instant.ofEpochMilli(bytes.getLong());
        String name = required(bytes);
        String distinctId = required(bytes);
        String sessionId = text(bytes);
        String properties = required(bytes);
        Event event = new Event(id, name, distinctId, occurredAt, sessionId, StoredJson.properties(properties));
        return new SpooledEvent(
                new AcceptedEvent(app, event, properties, receivedAt, (flags & STABLE) != 0), (flags & IN_DOUBT) != 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer bytes, byte @Nullable [] text) {
        bytes.putInt(text == null ? -1 : text.length);
        if (text != null) {
            bytes.put(text);
        }
    }

    private static @Nullable String text(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0) {
            return null;
        }
        if (length > bytes.remaining()) {
            throw new IllegalArgumentException("A text of " + length + " bytes does not fit into the record");
        }
        String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }

    private static String required(ByteBuffer bytes) {
        String text = text(bytes);
        if (text == null) {
            throw new IllegalArgumentException("The record lacks a text");
        }
        return text;
    }
}
