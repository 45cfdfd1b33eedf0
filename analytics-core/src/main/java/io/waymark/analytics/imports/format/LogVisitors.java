/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Gives the visitors of an access log their distinct ids. Safe for use by many threads. */
@FunctionalInterface
public interface LogVisitors {

    /**
     * The distinct id of a visitor.
     *
     * @param host the address or host name from which the request came
     * @param userAgent the user agent as it stands in the log
     * @return the id
     */
    String idOf(String host, String userAgent);

    /**
     * Takes address and user agent for the visitor, through a hash.
     *
     * @param salt secret text that keeps others from finding the address by trying all; may be empty
     * @return visitors whose ids are the same at each import with the same salt
     */
    static LogVisitors hashed(String salt) {
        return (host, userAgent) -> {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest((salt + host + "|" + userAgent).getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, 8);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
