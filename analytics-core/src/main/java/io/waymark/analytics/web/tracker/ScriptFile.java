/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.tracker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves one file from memory, compressed where the browser takes that, because the host may not compress what it serves.
 * A browser asks for it again after an hour, and gets it again only when it has changed.
 */
final class ScriptFile implements HandlerFunction<ServerResponse> {

    private static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final MediaType type;
    private final byte[] plain;
    private final byte[] zipped;
    private final String digest;

    ScriptFile(String type, String text) {
        this.type = MediaType.parseMediaType(type + ";charset=UTF-8");
        this.plain = text.getBytes(StandardCharsets.UTF_8);
        this.zipped = zip(plain);
        this.digest = digest(plain);
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        boolean zip = request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(accepted -> accepted.contains("gzip"));
        String tag = '"' + digest + (zip ? "-gzip" : "") + '"';
        return request.checkNotModified(tag).orElseGet(() -> answer(zip, tag));
    }

    private ServerResponse answer(boolean zip, String tag) {
        byte[] body = zip ? zipped : plain;
        ServerResponse.BodyBuilder answer = ServerResponse.ok()
                .contentType(type)
                .contentLength(body.length)
                .cacheControl(CACHING)
                .eTag(tag)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (zip) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.build((request, response) -> {
            response.getOutputStream().write(body);
            return null;
        });
    }

    private static byte[] zip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream zip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
