/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is kept of a key: its SHA-256. Keys are random and long, so that a slow hash would protect nothing. */
public final class KeyHash {

    private KeyHash() {}

    /**
     * Hashes a key.
     *
     * @param secret the key
     * @return its SHA-256, 32 bytes
     */
    public static byte[] of(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Compares two hashes in a time that does not depend on where they differ.
     *
     * @param one a hash
     * @param other a hash
     * @return whether they are the same
     */
    public static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
