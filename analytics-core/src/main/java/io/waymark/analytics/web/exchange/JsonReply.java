/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** An answer that is written as it is, to be kept by nobody. Safe for use by many threads, and more than once. */
final class JsonReply implements ServerResponse {

    private static final Map<String, String> ALWAYS =
            Map.of(HttpHeaders.CACHE_CONTROL, "no-store", "X-Content-Type-Options", "nosniff");

    private final HttpStatusCode status;
    private final String type;
    private final Map<String, String> headers;
    private final byte[] body;

    JsonReply(HttpStatusCode status, String type, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.type = type;
        this.headers = headers;
        this.body = body;
    }

    @Override
    public HttpStatusCode statusCode() {
        return status;
    }

    @Override
    public HttpHeaders headers() {
        HttpHeaders all = new HttpHeaders();
        all.setAll(ALWAYS);
        all.setAll(headers);
        all.set(HttpHeaders.CONTENT_TYPE, type);
        all.setContentLength(body.length);
        return all;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>());
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        response.setStatus(status.value());
        ALWAYS.forEach(response::setHeader);
        headers.forEach(response::setHeader);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return null;
    }
}
