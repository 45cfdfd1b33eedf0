/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a body as JSON: no longer than allowed, also after inflating, and by a mapper of our own. */
final class JsonBody {

    /** So much more than allowed is read and thrown away, so that a client gets to see the answer. */
    private static final int DRAINED = 16;

    private static final int SMALL = 8_192;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType ANY_JSON = new MediaType("application", "*+json");

    private final int maxBytes;

    JsonBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    JsonNode read(HttpServletRequest request) {
        requireJson(request.getContentType());
        boolean gzip = isGzip(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        try (InputStream raw = request.getInputStream()) {
            if (request.getContentLengthLong() > maxBytes) {
                drain(raw);
                throw tooLarge();
            }
            return parse(gzip ? inflate(raw) : whole(raw, request.getContentLengthLong()));
        } catch (JacksonException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, "The body could not be read to its end"));
        }
    }

    private static JsonNode parse(byte[] bytes) {
        JsonNode body = JSON.readTree(bytes);
        if (body.isMissingNode()) {
            throw new InvalidInputException("", "The body is empty; JSON is expected");
        }
        return body;
    }

    /** Trusts a length that is said only as far as it costs nothing to be lied to. */
    private byte[] whole(InputStream raw, long length) throws IOException {
        return length >= 0 && length <= SMALL ? raw.readNBytes((int) length) : bounded(raw, raw);
    }

    private byte[] inflate(InputStream raw) throws IOException {
        try (GZIPInputStream inflating = new GZIPInputStream(raw)) {
            return bounded(inflating, raw);
        }
    }

    private byte[] bounded(InputStream in, InputStream raw) throws IOException {
        byte[] bytes = in.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            drain(raw);
            throw tooLarge();
        }
        return bytes;
    }

    private void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        long left = (long) DRAINED * maxBytes;
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                Problem.of(HttpStatus.CONTENT_TOO_LARGE, "A body has at most " + maxBytes + " bytes, also inflated"));
    }

    private static void requireJson(@Nullable String contentType) {
        if (MediaType.APPLICATION_JSON_VALUE.equals(contentType)) {
            return;
        }
        try {
            MediaType type = contentType == null ? null : MediaType.parseMediaType(contentType);
            if (type != null && (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) || ANY_JSON.includes(type))) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // Said below.
        }
        throw unsupported("Send JSON, with Content-Type: application/json");
    }

    private static boolean isGzip(@Nullable String contentEncoding) {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity", "" -> false;
            case "gzip", "x-gzip" -> true;
            default -> throw unsupported("Of all content encodings, only gzip is understood");
        };
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail)
                .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE));
    }

    private static InvalidInputException malformed(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        String where = location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        String what = e instanceof StreamReadException ? ": " + e.getOriginalMessage() : "";
        return new InvalidInputException("", "The body is not well-formed JSON" + where + what);
    }
}
