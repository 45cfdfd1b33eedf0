/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.asset;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The stylesheets and scripts. Their address contains a digest of all of them, so that a browser may keep them for a
 * year and still never shows a page with files of another version.
 */
public final class Assets {

    private static final List<String> FILES = List.of(
            "vendor/tabler/tabler.min.css",
            "vendor/tabler/tabler.min.js",
            "vendor/htmx/htmx.min.js",
            "vendor/echarts/echarts.min.js",
            "waymark.css",
            "theme.js",
            "charts.js",
            "waymark.js");

    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final String version;

    /** Reads all files from the jar. */
    public Assets() {
        for (String file : FILES) {
            assets.put(file.substring(file.lastIndexOf('/') + 1), Asset.load(file));
        }
        this.version = digest();
    }

    /** {@return the part of the address that changes with the content} */
    public String version() {
        return version;
    }

    /**
     * Answers with a file.
     *
     * @param request with the path variables {@code version} and {@code file}
     * @return the file, or 404 when it is none of ours or of another version
     */
    public ServerResponse serve(ServerRequest request) {
        Asset asset = assets.get(request.pathVariable("file"));
        if (asset == null || !version.equals(request.pathVariable("version"))) {
            return ServerResponse.notFound().build();
        }
        boolean zipped = request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(accepted -> accepted.contains("gzip"));
        byte[] body = zipped ? asset.gzip() : asset.content();
        ServerResponse.BodyBuilder response = ServerResponse.ok()
                .contentType(asset.type())
                .contentLength(body.length)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (zipped) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.build((servletRequest, servletResponse) -> {
            servletResponse.getOutputStream().write(body);
            return null;
        });
    }

    private String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            assets.values().forEach(asset -> sha256.update(asset.content()));
            return HexFormat.of().formatHex(sha256.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
