/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records as they lie in a segment, one after the other from its first byte. Big-endian.
 *
 * <ol>
 *   <li>mark (int): where the next record may begin is found by it after damage
 *   <li>length of the content in bytes (int, positive)
 *   <li>CRC-32C of length and content (int)
 *   <li>content
 * </ol>
 */
final class Records {

    static final int HEADER = 3 * Integer.BYTES;

    private static final int MARK = 0xE5_57_4D_01;

    private Records() {}

    /** All of them as one run of bytes, ready to be written. */
    static ByteBuffer frame(List<byte[]> contents) {
        int size = 0;
        for (byte[] content : contents) {
            size = Math.addExact(size, HEADER + content.length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (byte[] content : contents) {
            bytes.putInt(MARK).putInt(content.length).putInt(checksum(content)).put(content);
        }
        return bytes.flip();
    }

    /** The content of the record that begins at a position, or {@code null} if none does that is whole and sound. */
    static byte @Nullable [] at(ByteBuffer segment, int position) {
        if (segment.limit() - position < HEADER || segment.getInt(position) != MARK) {
            return null;
        }
        int length = segment.getInt(position + Integer.BYTES);
        if (length <= 0 || length > segment.limit() - position - HEADER) {
            return null;
        }
        byte[] content = new byte[length];
        segment.get(position + HEADER, content);
        return checksum(content) == segment.getInt(position + 2 * Integer.BYTES) ? content : null;
    }

    /** Where the next sound record begins, at or after a position; the end of the segment if none does. */
    static int find(ByteBuffer segment, int from) {
        for (int position = from; position <= segment.limit() - HEADER; position++) {
            if (segment.getInt(position) == MARK && at(segment, position) != null) {
                return position;
            }
        }
        return segment.limit();
    }

    private static int checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).flip());
        crc.update(content, 0, content.length);
        return (int) crc.getValue();
    }
}
