/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.roaringbitmap.RoaringBitmap;

/**
 * Sets of people as bytes: the version of this layout, 1; CRC-32C of what follows, four bytes, little-endian; a bitmap
 * in the portable format of RoaringBitmap.
 */
public final class PersonSets {

    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 5;

    private PersonSets() {}

    /**
     * Writes a set down.
     *
     * @param persons the people; it is compressed
     * @return the bytes
     */
    public static byte[] write(RoaringBitmap persons) {
        persons.runOptimize();
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + persons.serializedSizeInBytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(HEADER_BYTES);
        persons.serialize(buffer);
        return buffer.put(0, VERSION).putInt(1, checksum(buffer.array())).array();
    }

    /**
     * Reads a set that was written down before.
     *
     * @param bytes what {@link #write(RoaringBitmap)} returned
     * @return the people
     * @throws UnreadableChunkException if the layout is of another version, or anything in it was changed since
     */
    public static RoaringBitmap read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new UnreadableChunkException("Its people have only " + bytes.length + " bytes");
        }
        if (bytes[0] != VERSION) {
            throw new UnreadableChunkException(
                    "The layout of its people is of version " + bytes[0] + ", not " + VERSION);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.getInt(1) != checksum(bytes)) {
            throw new UnreadableChunkException("The checksum of its people is wrong");
        }
        RoaringBitmap persons = new RoaringBitmap();
        try {
            persons.deserialize(buffer.position(HEADER_BYTES));
        } catch (IOException e) {
            throw new UnreadableChunkException("Its people cannot be read", e);
        }
        return persons;
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        return (int) checksum.getValue();
    }
}
