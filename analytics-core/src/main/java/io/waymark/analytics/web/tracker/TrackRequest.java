/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import io.waymark.analytics.AppId;
import io.waymark.analytics.json.IsoInstant;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.web.exchange.Doorkeeper;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser sends at once: events, or a single one. It is JSON whatever its media type says, as a beacon can only be
 * sent as text without asking first.
 *
 * @param key the key in the body, if any
 * @param sentAt what the browser's clock said when it was sent
 * @param events one object each, if they are what they should be
 */
record TrackRequest(@Nullable String key, @Nullable Instant sentAt, List<JsonNode> events) {

    /** So much more than allowed is read and thrown away, so that the browser gets to see the answer. */
    private static final int DRAINED = 16;

    private static final int MAX_EVENTS = 1000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws ProblemException with 400 or 413 */
    static TrackRequest read(HttpServletRequest request, int maxBytes) {
        JsonNode body = parse(bytes(request, maxBytes));
        if (!body.isObject()) {
            throw malformed();
        }
        JsonNode events = body.path("events");
        List<JsonNode> list = new ArrayList<>();
        if (events.isArray()) {
            events.forEach(list::add);
        } else {
            list.add(body);
        }
        if (list.size() > MAX_EVENTS) {
            throw tooLarge();
        }
        return new TrackRequest(text(body.get("key")), instant(body.get("sentAt")), list);
    }

    /** @throws ProblemException with 401 without a good key */
    AppId admit(ServerRequest request, Doorkeeper doorkeeper) {
        String secret = key != null
                ? key
                : request.param("key").orElseGet(() -> request.headers().firstHeader(Doorkeeper.KEY_HEADER));
        if (secret == null) {
            throw new ProblemException(Problem.of(HttpStatus.UNAUTHORIZED, "A key is needed"));
        }
        return doorkeeper.admit(request.servletRequest(), secret, Grant.INGEST).app();
    }

    static @Nullable String text(@Nullable JsonNode node) {
        return node != null && node.isString() && !node.stringValue().isBlank() ? node.stringValue() : null;
    }

    /** Reads milliseconds since 1970, or text in the form of ISO 8601. */
    static @Nullable Instant instant(@Nullable JsonNode node) {
        try {
            if (node != null && node.isIntegralNumber() && node.canConvertToLong()) {
                return Instant.ofEpochMilli(node.longValue());
            }
            return node != null && node.isString() ? IsoInstant.parse(node.stringValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static byte[] bytes(HttpServletRequest request, int maxBytes) {
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length <= maxBytes) {
                return bytes;
            }
            byte[] buffer = new byte[8192];
            long left = (long) DRAINED * maxBytes;
            for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
                left -= read;
            }
            throw tooLarge();
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "An event or a list of events is expected"));
    }

    private static ProblemException tooLarge() {
        return new ProblemException(Problem.of(HttpStatus.CONTENT_TOO_LARGE, "Send less at once"));
    }
}
