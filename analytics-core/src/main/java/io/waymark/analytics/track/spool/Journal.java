/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the order in which they came, in the segments of one directory: appended to the last, read from the first.
 *
 * <p>A segment is deleted when all that is in it has been removed; where removal stands within a segment is not kept, so
 * that after a crash up to one segment is read again. What is damaged is skipped and kept aside in a file of its own.
 * Not safe for use by several threads.
 */
final class Journal {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String SUFFIX = ".spool";

    private final Path directory;
    private final Path aside;
    private final long segmentBytes;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private long nextNumber;
    private long damagedBytes;

    /** What of the first segment has been read from disk; empty when more must be. */
    private ByteBuffer loaded = ByteBuffer.allocate(0);

    private long position;
    private int given;
    private long removed;

    /** Takes up what is in the directory. What is damaged goes to a directory, which must exist when it happens. */
    Journal(Path directory, Path aside, long segmentBytes) throws IOException {
        this.directory = directory;
        this.aside = aside;
        this.segmentBytes = segmentBytes;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Journal::isSegment).sorted().toList()) {
                segments.add(Segment.existing(file));
                nextNumber = number(file) + 1;
            }
        }
    }

    /** All or none; on disk when this returns. */
    void append(ByteBuffer frames, int count) throws IOException {
        Segment last = segments.peekLast();
        if (last == null || !last.isOpen() || last.size() >= segmentBytes) {
            if (last != null) {
                last.close();
            }
            last = Segment.create(directory, String.format(Locale.ROOT, "%012d%s", nextNumber, SUFFIX));
            nextNumber++;
            segments.add(last);
        }
        last.append(frames, count);
    }

    /** The oldest records, at least one if there is any. The same again until they are {@link #remove() removed}. */
    List<byte[]> read(int maxRecords, long maxBytes) {
        List<byte[]> records = new ArrayList<>();
        given = 0;
        while (records.isEmpty() && load()) {
            long bytes = 0;
            int offset = loaded.position();
            byte[] record = Records.at(loaded, offset);
            while (record != null && records.size() < maxRecords && bytes < maxBytes) {
                records.add(record);
                bytes += record.length;
                offset += Records.HEADER + record.length;
                record = Records.at(loaded, offset);
            }
            given = offset - loaded.position();
            if (records.isEmpty()) {
                skipDamage();
            }
        }
        return records;
    }

    /** Removes what was read last. */
    void remove(int records) {
        advance(given);
        given = 0;
        removed += records;
        load();
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    long bytes() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    long events() {
        return Math.max(0, segments.stream().mapToLong(Segment::events).sum() - removed);
    }

    long damagedBytes() {
        return damagedBytes;
    }

    void close() {
        segments.forEach(Segment::close);
    }

    /** Makes sure that something is loaded; false if nothing is left. */
    private boolean load() {
        while (!loaded.hasRemaining()) {
            Segment first = segments.peek();
            if (first == null) {
                return false;
            }
            if (position >= first.size()) {
                drop(first);
                continue;
            }
            try {
                loaded = first.read(position);
                if (!loaded.hasRemaining()) {
                    throw new IOException("The file is shorter than it was");
                }
            } catch (IOException e) {
                setAside(first, e);
            }
        }
        return true;
    }

    private void advance(int bytes) {
        loaded.position(loaded.position() + bytes);
        position += bytes;
    }

    private void drop(Segment first) {
        segments.poll();
        removed -= first.events();
        position = 0;
        try {
            first.delete();
        } catch (IOException e) {
            log.warn("{} has been replayed but cannot be deleted; it will be replayed again", first.path(), e);
        }
    }

    private void skipDamage() {
        Segment first = segments.element();
        int from = loaded.position();
        int to = Records.find(loaded, from + 1);
        ByteBuffer damage = loaded.slice(from, to - from);
        Path copy = aside(first, "." + position);
        log.error(
                "{} is damaged: {} bytes at {} cannot be read and are kept in {}",
                first.path(),
                to - from,
                position,
                copy);
        try (var out = Files.newByteChannel(
                copy, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(damage);
        } catch (IOException e) {
            log.error("{} cannot be written", copy, e);
        }
        damagedBytes += to - from;
        advance(to - from);
    }

    private void setAside(Segment first, IOException cause) {
        Path copy = aside(first, "");
        log.error("{} cannot be read and is kept in {}", first.path(), copy, cause);
        damagedBytes += first.size() - position;
        try {
            first.close();
            Files.move(first.path(), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.error("{} cannot be moved", first.path(), e);
        }
        segments.poll();
        removed -= first.events();
        position = 0;
    }

    private Path aside(Segment segment, String where) {
        return aside.resolve(directory.getFileName() + "-" + segment.path().getFileName() + where + ".damaged");
    }

    private static boolean isSegment(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX) && number(file) >= 0;
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The directory, for whoever cleans up. */
    Path directory() {
        return directory;
    }
}
