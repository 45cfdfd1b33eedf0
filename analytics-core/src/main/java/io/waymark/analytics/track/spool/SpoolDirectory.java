/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory that several processes share: each writes in a subdirectory of its own, which it keeps locked.
 *
 * <ol>
 *   <li>Subdirectories are numbered, so that their names tell which is older, and carry the name of their process.
 *   <li>The lock is one of the operating system, which ends with the process, however that ends: a subdirectory that
 *       can be locked belongs to nobody any more.
 *   <li>Such locks belong to a process as a whole and are lost when it so much as closes the file a second time.
 *       Subdirectories of the own process are therefore left alone, unless a mark says that they were given up.
 * </ol>
 */
final class SpoolDirectory {

    private static final String LOCK = "lock";
    private static final String GIVEN_UP = "given-up";
    private static final Pattern NAME = Pattern.compile("(\\d{8})-(.+)");

    private final Path base;
    private final String process;

    SpoolDirectory(Path base, ProcessHandle process) {
        this.base = base.toAbsolutePath().normalize();
        this.process = process.pid() + "-"
                + process.info()
                        .startInstant()
                        .map(start -> Long.toString(start.toEpochMilli(), Character.MAX_RADIX))
                        .orElse("0");
    }

    Path base() {
        return base;
    }

    /** A subdirectory and the lock on it. */
    record Held(Path path, FileChannel lock) {}

    Held create() throws IOException {
        Files.createDirectories(base);
        for (long number = next(); ; number++) {
            Path path = base.resolve(String.format(Locale.ROOT, "%08d-%s", number, process));
            try {
                Files.createDirectory(path);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            FileChannel lock = lock(path);
            if (lock != null) {
                Segment.syncDirectory(base);
                return new Held(path, lock);
            }
        }
    }

    /** Takes over the subdirectories that nobody holds, the oldest first. */
    List<Held> adopt() throws IOException {
        List<Held> adopted = new ArrayList<>();
        for (Path path : subdirectories()) {
            Path mark = path.resolve(GIVEN_UP);
            boolean own = path.getFileName().toString().endsWith("-" + process);
            if (own && !Files.deleteIfExists(mark)) {
                continue;
            }
            FileChannel lock = lock(path);
            if (lock != null) {
                Files.deleteIfExists(mark);
                adopted.add(new Held(path, lock));
            }
        }
        return adopted;
    }

    /** Leaves a subdirectory to whoever comes next. */
    static void giveUp(Held held) throws IOException {
        Files.createFile(held.path().resolve(GIVEN_UP));
        held.lock().close();
    }

    /** Deletes an empty subdirectory. */
    static void delete(Held held) throws IOException {
        held.lock().close();
        Files.deleteIfExists(held.path().resolve(LOCK));
        Files.deleteIfExists(held.path());
    }

    private static @Nullable FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            // Whoever held it until now may have deleted it.
            return lock != null && Files.exists(file) ? channel : null;
        } catch (OverlappingFileLockException e) {
            return null;
        } finally {
            if (lock == null || !Files.exists(file)) {
                channel.close();
            }
        }
    }

    private long next() throws IOException {
        List<Path> paths = subdirectories();
        if (paths.isEmpty()) {
            return 1;
        }
        Matcher name = NAME.matcher(paths.get(paths.size() - 1).getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) + 1 : 1;
    }

    private List<Path> subdirectories() throws IOException {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(base)) {
            return paths.filter(
                            path -> NAME.matcher(path.getFileName().toString()).matches() && Files.isDirectory(path))
                    .sorted()
                    .toList();
        }
    }
}
