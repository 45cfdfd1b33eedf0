/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.visit.day;

import com.google.common.hash.Hashing;
import io.waymark.analytics.chunk.pack.UnreadableChunkException;
import io.waymark.analytics.chunk.scan.Millis;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * What visits come to in a day as bytes, without its people. Big-endian:
 *
 * <ol>
 *   <li>the version of this layout, 1, one byte; CRC-32C of what follows, four bytes
 *   <li>eight bytes each: when the day begins and ends, in milliseconds since the epoch; the numbers of visits, events,
 *       page views, bounces, and bounces that are page views; the length of all visits, in milliseconds
 *   <li>four bytes each: how many visits may go on from before, and how many may go on afterwards
 *   <li>of each of these, by person, four bytes each: the person; the milliseconds from the beginning of the day, times
 *       eight, plus four if it is near both ends of the day, plus the number of its {@link Bounce}
 * </ol>
 */
final class PackedVisitDay {

    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;
    private static final int FIGURES_BYTES = 8 * Long.BYTES + 2 * Integer.BYTES;
    private static final int VISIT_BYTES = 2 * Integer.BYTES;
    private static final int AT_BOTH_ENDS = 4;
    private static final Bounce[] BOUNCES = Bounce.values();

    private PackedVisitDay() {}

    static byte[] write(VisitDay day, Millis time) {
        int visits = day.heads().size() + day.tails().size();
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + FIGURES_BYTES + visits * VISIT_BYTES);
        buffer.position(HEADER_BYTES)
                .putLong(time.from())
                .putLong(time.to())
                .putLong(day.visits())
                .putLong(day.events())
                .putLong(day.views())
                .putLong(day.bounces())
                .putLong(day.bouncesOfViews())
                .putLong(day.millis())
                .putInt(day.heads().size())
                .putInt(day.tails().size());
        write(day.heads(), time, buffer);
        write(day.tails(), time, buffer);
        return buffer.put(0, VERSION).putInt(1, checksum(buffer.array())).array();
    }

    private static void write(OpenVisits visits, Millis time, ByteBuffer buffer) {
        for (int i = 0; i < visits.size(); i++) {
            int millis = Math.toIntExact(visits.millis(i) - time.from());
            int ends = visits.isAtBothEnds(i) ? AT_BOTH_ENDS : 0;
            buffer.putInt(visits.person(i))
                    .putInt(millis << 3 | ends | visits.bounce(i).ordinal());
        }
    }

    /**
     * Reads what was written down before.
     *
     * @param people who was there that day
     * @return empty if it is of a day that begins or ends at another time, or the layout of another version
     * @throws UnreadableChunkException if anything in it was changed since
     */
    static Optional<VisitDay> read(byte[] bytes, Millis time, RoaringBitmap people) {
        if (bytes.length > 0 && bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER_BYTES + FIGURES_BYTES || buffer.getInt(1) != checksum(bytes)) {
            throw new UnreadableChunkException("The checksum of its sessions is wrong");
        }
        buffer.position(HEADER_BYTES);
        return time.equals(new Millis(buffer.getLong(), buffer.getLong()))
                ? Optional.of(read(buffer, time.from(), people))
                : Optional.empty();
    }

    private static VisitDay read(ByteBuffer buffer, long from, RoaringBitmap people) {
        long visits = buffer.getLong();
        long events = buffer.getLong();
        long views = buffer.getLong();
        long bounces = buffer.getLong();
        long bouncesOfViews = buffer.getLong();
        long millis = buffer.getLong();
        int heads = buffer.getInt();
        int tails = buffer.getInt();
        return new VisitDay(
                people,
                visits,
                events,
                views,
                bounces,
                bouncesOfViews,
                millis,
                visits(heads, from, buffer),
                visits(tails, from, buffer));
    }

    private static OpenVisits visits(int number, long from, ByteBuffer buffer) {
        OpenVisits visits = new OpenVisits(number);
        for (int i = 0; i < number; i++) {
            int person = buffer.getInt();
            int rest = buffer.getInt();
            visits.add(person, from + (rest >> 3), BOUNCES[rest & 3], (rest & AT_BOTH_ENDS) != 0);
        }
        return visits;
    }

    private static int checksum(byte[] bytes) {
        return Hashing.crc32c()
                .hashBytes(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES)
                .asInt();
    }
}
