/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import io.waymark.analytics.track.SpoolStats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events on disk, in order, until they have been removed: what {@link #append} has returned from survives the end
 * of the process. What earlier processes left behind comes first.
 *
 * <p>Safe for use by two threads, one that appends and one that reads and removes, and by any number that ask how things
 * stand.
 */
public final class Spool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final long SMALLEST_SEGMENT = 16L * 1024;
    private static final long LARGEST_SEGMENT = 4L * 1024 * 1024;
    private static final int SEGMENTS = 8;

    private final SpoolSettings settings;
    private final SpoolDirectory directory;
    private final EventCodec codec = new EventCodec();
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private @Nullable Part own;
    private int given;
    private boolean closed;

    private volatile long bytes;
    private volatile long events;
    private volatile long damagedBytes;
    private long damagedBefore;

    /** A journal and the subdirectory it is in. */
    private record Part(SpoolDirectory.Held held, Journal journal) {}

    private Spool(SpoolSettings settings, SpoolDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /**
     * Opens the spool, and takes over what processes that have ended left in its directory. Does not make the directory.
     *
     * @param settings where it is and how large it may become
     * @return the spool
     */
    public static Spool open(SpoolSettings settings) {
        return open(settings, ProcessHandle.current());
    }

    static Spool open(SpoolSettings settings, ProcessHandle process) {
        Spool spool = new Spool(settings, new SpoolDirectory(settings.directory(), process));
        spool.warnIfUnwritable();
        spool.adopt();
        return spool;
    }

    /** Takes over what processes that have ended since left in the directory. */
    public void adopt() {
        lock.lock();
        try {
            for (SpoolDirectory.Held held : directory.adopt()) {
                take(held);
            }
            refresh();
        } catch (IOException e) {
            log.error("What earlier processes left in {} cannot be taken over", directory.base(), e);
        } finally {
            lock.unlock();
        }
    }

    private void take(SpoolDirectory.Held held) throws IOException {
        Journal journal = new Journal(held.path(), directory.base(), segmentBytes());
        if (journal.isEmpty()) {
            SpoolDirectory.delete(held);
            return;
        }
        log.info("{} events in {} were left by an earlier process and are replayed", journal.events(), held.path());
        Part part = new Part(held, journal);
        Part newest = own;
        if (newest == null) {
            parts.add(part);
        } else {
            parts.removeLast();
            parts.add(part);
            parts.add(newest);
        }
    }

    /**
     * Puts events on disk, all or none.
     *
     * @param batch the events
     * @throws SpoolFullException if it may not become that large
     * @throws IOException if the disk does not take them
     */
    public void append(List<SpooledEvent> batch) throws IOException {
        ByteBuffer frames = Records.frame(batch.stream().map(codec::encode).toList());
        lock.lock();
        try {
            if (closed) {
                throw new IOException("The spool is closed");
            }
            if (bytes + frames.remaining() > settings.maxBytes()) {
                throw new SpoolFullException(settings.maxBytes());
            }
            Part part = own;
            if (part == null) {
                SpoolDirectory.Held held = directory.create();
                part = new Part(held, new Journal(held.path(), directory.base(), segmentBytes()));
                own = part;
                parts.add(part);
            }
            part.journal().append(frames, batch.size());
        } finally {
            refresh();
            lock.unlock();
        }
    }

    /**
     * The oldest events, in order; the same again until they are {@link #remove() removed}.
     *
     * @param maxEvents how many at most
     * @param maxBytes after how many bytes not to go on
     * @return the events; empty if there are none
     */
    public List<SpooledEvent> read(int maxEvents, long maxBytes) {
        lock.lock();
        try {
            given = 0;
            for (Part first = parts.peek(); first != null && !closed; first = parts.peek()) {
                List<byte[]> records = first.journal().read(maxEvents, maxBytes);
                List<SpooledEvent> decoded = decode(records);
                if (!decoded.isEmpty()) {
                    given = records.size();
                    return decoded;
                }
                if (!records.isEmpty()) {
                    first.journal().remove(records.size());
                } else if (first.equals(own)) {
                    break;
                } else {
                    tidy(first);
                }
            }
            return List.of();
        } finally {
            refresh();
            lock.unlock();
        }
    }

    /** Removes what was read last. */
    public void remove() {
        lock.lock();
        try {
            Part first = parts.peek();
            if (first != null && given > 0 && !closed) {
                first.journal().remove(given);
                given = 0;
                tidy(first);
            }
        } finally {
            refresh();
            lock.unlock();
        }
    }

    /** {@return whether nothing waits in it} */
    public boolean isEmpty() {
        return bytes == 0;
    }

    /** {@return how large it is} */
    public SpoolStats stats() {
        return new SpoolStats(events, bytes, settings.maxBytes(), damagedBytes);
    }

    /** Leaves what is in it to whoever opens it next. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Part part : parts) {
                part.journal().close();
                if (part.journal().isEmpty()) {
                    SpoolDirectory.delete(part.held());
                } else {
                    SpoolDirectory.giveUp(part.held());
                }
            }
        } catch (IOException e) {
            log.warn("The spool in {} could not be closed properly", directory.base(), e);
        } finally {
            lock.unlock();
        }
    }

    private List<SpooledEvent> decode(List<byte[]> records) {
        List<SpooledEvent> decoded = new ArrayList<>(records.size());
        for (byte[] record : records) {
            try {
                decoded.add(codec.decode(record));
            } catch (RuntimeException e) {
                damagedBefore += record.length;
                log.error(
                        "A record of {} bytes in {} cannot be understood and is lost",
                        record.length,
                        directory.base(),
                        e);
            }
        }
        return decoded;
    }

    /** An own subdirectory stays for the next time, one of others goes when it is empty. */
    private void tidy(Part part) {
        if (part.equals(own) || !part.journal().isEmpty()) {
            return;
        }
        parts.remove(part);
        damagedBefore += part.journal().damagedBytes();
        try {
            SpoolDirectory.delete(part.held());
        } catch (IOException e) {
            log.warn("{} has been replayed but cannot be deleted", part.held().path(), e);
        }
    }

    private void refresh() {
        bytes = parts.stream().mapToLong(part -> part.journal().bytes()).sum();
        events = parts.stream().mapToLong(part -> part.journal().events()).sum();
        damagedBytes = damagedBefore
                + parts.stream()
                        .mapToLong(part -> part.journal().damagedBytes())
                        .sum();
    }

    private long segmentBytes() {
        return Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, settings.maxBytes() / SEGMENTS));
    }

    private void warnIfUnwritable() {
        Path existing = directory.base();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            log.warn(
                    "{} cannot be written to: events will be refused when the database is away. "
                            + "Set analytics.ingest.spool.directory to a directory on a local disk",
                    directory.base());
        }
    }
}
