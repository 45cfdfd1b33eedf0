/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.compat;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as clients send it, by what the bytes are and not by what the headers say of them:
 *
 * <ol>
 *   <li>The parameter {@code data} of the query stands for the body.
 *   <li>Bytes that begin with {@code 1f 8b} are inflated.
 *   <li>Bytes that begin with a brace or a bracket are JSON.
 *   <li>A form gives its field {@code data}; what is left is Base64.
 *   <li>What comes out is looked at again, a few times over.
 * </ol>
 *
 * <p>Nothing is longer than allowed at any step.
 */
public final class CompatBody {

    private static final int MAX_LAYERS = 4;
    /** So much more than allowed is read and thrown away, so that a client gets to see the answer. */
    private static final int DRAINED = 16;

    private static final String FIELD = "data";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int maxBytes;

    /**
     * Reads bodies.
     *
     * @param maxBytes none may be longer, also inflated
     */
    public CompatBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the body of a request.
     *
     * @param request the request
     * @return an object or an array
     * @throws ProblemException with 413 if it is too long
     * @throws InvalidInputException if it cannot be understood
     */
    public JsonNode read(HttpServletRequest request) {
        try {
            String inQuery = FormFields.find(request.getQueryString(), FIELD);
            byte[] bytes = inQuery == null ? bytes(request) : inQuery.getBytes(StandardCharsets.UTF_8);
            for (int layer = 0; layer < MAX_LAYERS; layer++) {
                if (isJson(bytes)) {
                    return JSON.readTree(bytes);
                }
                bytes = isGzip(bytes) ? inflate(bytes) : decode(bytes);
            }
        } catch (JacksonException | IOException e) {
            throw malformed();
        }
        throw malformed();
    }

    /**
     * Reads what is of no interest, so that the client can finish sending.
     *
     * @param request the request
     */
    public void discard(HttpServletRequest request) {
        try (InputStream in = request.getInputStream()) {
            drain(in);
        } catch (IOException e) {
            // Whoever gave up sending does not wait for the answer either.
        }
    }

    private byte[] bytes(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes || request.getContentLengthLong() > maxBytes) {
                drain(in);
                throw tooLong();
            }
            // A filter of the host may have read a form before us.
            String field = bytes.length == 0 ? request.getParameter(FIELD) : null;
            return field == null ? bytes : field.getBytes(StandardCharsets.UTF_8);
        }
    }

    private byte[] inflate(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw tooLong();
            }
            return bytes;
        }
    }

    private static byte[] decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        String field = FormFields.find(text, FIELD);
        if (field != null) {
            return field.getBytes(StandardCharsets.UTF_8);
        }
        try {
            // A plus that was not escaped in a form has become a space.
            return Base64.getDecoder()
                    .decode(text.replace(' ', '+').replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        long left = (long) DRAINED * maxBytes;
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    private static boolean isJson(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
                return each == '{' || each == '[';
            }
        }
        return false;
    }

    private ProblemException tooLong() {
        return new ProblemException(
                Problem.of(HttpStatus.CONTENT_TOO_LARGE, "A body has at most " + maxBytes + " bytes, also inflated"));
    }

    private static InvalidInputException malformed() {
        return new InvalidInputException("", "The body is not JSON, plain, gzipped or in Base64");
    }
}
