/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One file of a journal. What has been appended is on disk, or it is not in the segment. */
final class Segment {

    /** For an estimate where damage keeps records from being counted. */
    private static final int TYPICAL_RECORD = 200;

    private final Path path;
    private @Nullable FileChannel channel;
    private long size;
    private long events;

    private Segment(Path path, @Nullable FileChannel channel, long size, long events) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.events = events;
    }

    /** A new file, to be appended to. */
    static Segment create(Path directory, String name) throws IOException {
        Path path = directory.resolve(name);
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        try {
            syncDirectory(directory);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
        return new Segment(path, channel, 0, 0);
    }

    /** A file of an earlier process, only to be read. */
    static Segment existing(Path path) throws IOException {
        long events = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
            while (in.available() >= Records.HEADER) {
                in.readInt();
                int length = in.readInt();
                in.readInt();
                if (length <= 0 || length > in.available()) {
                    events += 1 + in.available() / TYPICAL_RECORD;
                    break;
                }
                in.skipNBytes(length);
                events++;
            }
        }
        return new Segment(path, null, Files.size(path), events);
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** How many events it has, as far as that can be told without reading them. */
    long events() {
        return events;
    }

    boolean isOpen() {
        return channel != null;
    }

    /** All or nothing: after an exception the segment is as it was, but closed. */
    void append(ByteBuffer bytes, int count) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IOException(path + " is closed");
        }
        long end = size + bytes.remaining();
        try {
            for (long position = size; bytes.hasRemaining(); ) {
                position += open.write(bytes, position);
            }
            open.force(false);
            size = end;
            events += count;
        } catch (IOException | RuntimeException e) {
            undo(open, e);
            throw e;
        }
    }

    private void undo(FileChannel open, Exception cause) {
        try {
            open.truncate(size);
            open.force(false);
        } catch (IOException e) {
            // What is left over has no valid checksum, or is an event more that nobody was promised.
            cause.addSuppressed(e);
        }
        close();
    }

    ByteBuffer read(long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size - from));
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && in.read(bytes, from + bytes.position()) >= 0) {
                // A read may give less than was asked for.
                continue;
            }
        }
        return bytes.flip();
    }

    void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Everything in it has been forced to disk before.
                return;
            }
        }
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    /** A new file is there after a crash only if its directory is on disk, where directories can be forced at all. */
    static void syncDirectory(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
