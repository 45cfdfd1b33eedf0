/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/** Whether a request may pass where the host has no Spring Security. */
public final class Gate {

    /** What becomes of a request. */
    public enum Verdict {
        /** It passes. */
        PASS,
        /** It must bring the password. */
        ASK,
        /** Nobody gets in. */
        CLOSED
    }

    private final boolean open;
    private final byte @Nullable [] password;

    /**
     * A gate.
     *
     * @param open whether everybody passes, or somebody else decides
     * @param password what must be known to pass otherwise; null closes the gate
     */
    public Gate(boolean open, @Nullable String password) {
        this.open = open;
        this.password = password == null || password.isBlank() ? null : password.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Decides.
     *
     * @param request what wants to pass
     * @return what becomes of it
     */
    public Verdict judge(ServerRequest request) {
        if (open) {
            return Verdict.PASS;
        }
        if (password == null) {
            return Verdict.CLOSED;
        }
        return MessageDigest.isEqual(password, offered(request.headers().firstHeader(HttpHeaders.AUTHORIZATION)))
                ? Verdict.PASS
                : Verdict.ASK;
    }

    private static byte[] offered(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new byte[0];
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
