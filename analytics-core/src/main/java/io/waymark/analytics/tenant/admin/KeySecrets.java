/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import io.waymark.analytics.tenant.KeyKind;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Makes keys: a prefix that says what it is, and 43 letters and digits at random, 256 bits. */
final class KeySecrets {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 43;
    private static final int SHOWN = 6;
    private static final Pattern FORM = Pattern.compile("wm_[wst]_[0-9A-Za-z]{" + LENGTH + "}");

    private final SecureRandom random = new SecureRandom();

    String make(KeyKind kind) {
        StringBuilder secret = new StringBuilder(kind.prefix());
        for (int i = 0; i < LENGTH; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }

    static String shown(KeyKind kind, String secret) {
        return secret.substring(0, kind.prefix().length() + SHOWN);
    }

    static boolean mayBeOne(String secret) {
        return FORM.matcher(secret).matches();
    }
}
