/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.place;

import java.net.InetAddress;

/** A range of IP addresses: those that begin with the same bits. */
public final class IpRange {

    private final byte[] start;
    private final int bits;

    private IpRange(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /**
     * Reads a range.
     *
     * @param text an address, or a range in the notation of CIDR, for example {@code 192.0.2.0/24}
     * @return the range
     * @throws IllegalArgumentException if it is neither
     */
    public static IpRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = IpAddresses.parse(slash < 0 ? text : text.substring(0, slash));
        if (address != null) {
            byte[] start = address.getAddress();
            int all = start.length * Byte.SIZE;
            String bits = slash < 0
                    ? Integer.toString(all)
                    : text.substring(slash + 1).strip();
            if (bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= all) {
                return new IpRange(start, Integer.parseInt(bits));
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no IP address and no range such as 192.0.2.0/24 or 2001:db8::/32");
    }

    /**
     * Tells whether an address is in the range.
     *
     * @param address the address
     * @return whether it is
     */
    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != start.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((start[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
