/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.visitor;

import io.waymark.analytics.AppId;
import io.waymark.analytics.person.VisitorIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Visitor ids by keyed hash, as Plausible makes them:
 *
 * <ol>
 *   <li>The key is the random salt of the day, in UTC, which all instances share and which is destroyed after 48 hours.
 *   <li>Hashed are the app's number, then address and user agent, each after its length in bytes; a missing user agent
 *       has length -1.
 *   <li>The id is {@code v-} and the first 128 bits of HMAC-SHA-256, in hexadecimal.
 * </ol>
 *
 * Without the salt nobody can tell whether two ids of different days are of one visitor, or try addresses out.
 */
public final class SaltedVisitorIds implements VisitorIds {

    /** What each id begins with. */
    public static final String PREFIX = "v-";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 16;

    private final VisitorSalts salts;

    /**
     * Makes visitor ids.
     *
     * @param salts the salts of the days
     */
    public SaltedVisitorIds(VisitorSalts salts) {
        this.salts = salts;
    }

    @Override
    public String idOf(AppId app, String ip, @Nullable String userAgent, Instant at) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salts.of(at), ALGORITHM));
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(app.value()).array());
            update(mac, ip);
            update(mac, userAgent);
            return PREFIX + HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(), ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    private static void update(Mac mac, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .array());
        mac.update(bytes);
    }
}
