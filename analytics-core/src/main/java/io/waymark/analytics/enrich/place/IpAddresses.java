/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.place;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads IP addresses, without ever asking the network, and makes them unspecific. */
public final class IpAddresses {

    private static final int IPV4_LENGTH = 4;
    private static final int IPV4_KEPT = 3;
    private static final int IPV6_KEPT = 6;

    private IpAddresses() {}

    /**
     * Reads an address.
     *
     * @param text an IPv4 or IPv6 address
     * @return the address, an IPv4 one where it is mapped into IPv6; {@code null} if it is none
     */
    public static @Nullable InetAddress parse(@Nullable Object text) {
        if (!(text instanceof String address)) {
            return null;
        }
        int zone = address.indexOf('%');
        String plain = (zone < 0 ? address : address.substring(0, zone)).strip();
        return InetAddresses.isInetAddress(plain) ? InetAddresses.forString(plain) : null;
    }

    /**
     * Makes an address unspecific.
     *
     * @param address the address
     * @return the same with the last octet zero (IPv4), or the last 80 bits (IPv6)
     */
    public static String cut(InetAddress address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, bytes.length == IPV4_LENGTH ? IPV4_KEPT : IPV6_KEPT, bytes.length, (byte) 0);
        try {
            return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
