/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

import io.waymark.analytics.AppId;
import io.waymark.analytics.track.IngestUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports files that somebody sends: keeps each in the directory for temporary files until it is imported, one after the
 * other, on a thread of its own. What is not done when the application stops is to be sent again, and goes on where it
 * stopped. Safe for use by many threads.
 */
public final class ImportUploads {

    private static final Logger log = LoggerFactory.getLogger(ImportUploads.class);
    private static final int MAX_WAITING = 100;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Imports imports;
    private final BlockingQueue<Upload> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private @Nullable Thread thread;

    /**
     * Imports what is sent.
     *
     * @param imports does it
     */
    public ImportUploads(Imports imports) {
        this.imports = imports;
    }

    /** {@return the imports there have been} */
    public ImportRuns runs() {
        return imports.runs();
    }

    /** Starts to import. May be called again after {@link #stop()}. */
    public synchronized void start() {
        if (thread == null) {
            thread = new Thread(this::work, "analytics-import");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Ends the import that is under way after its present batch, and lets go of those that wait. */
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        running.interrupt();
        try {
            running.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Upload> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(upload -> {
            imports.interrupted(upload.run());
            delete(upload.file());
        });
    }

    /**
     * Takes a file, to be imported soon.
     *
     * @param app the app that gets the events
     * @param name the name of the file
     * @param format how it is written
     * @param content the file, plain or compressed with gzip; read to its end, not closed
     * @return the import, new, or the one of the same file that stopped before its end
     * @throws IOException if the content cannot be read or kept
     * @throws IngestUnavailableException if too many files are waiting
     */
    public ImportRun take(AppId app, String name, ImportFormat format, InputStream content) throws IOException {
        Path file = Files.createTempFile("waymark-import-", ".upload");
        try {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            ImportSource source = new ImportSource(name, () -> Files.newInputStream(file));
            ImportRun run = imports.prepare(app, source, format);
            if (!waiting.offer(new Upload(run, source, format, file))) {
                imports.interrupted(run);
                throw new IngestUnavailableException("Too many files are waiting to be imported");
            }
            return run;
        } catch (IOException | RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Upload upload = waiting.take();
                try {
                    doImport(upload);
                } finally {
                    delete(upload.file());
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void doImport(Upload upload) {
        try {
            ImportRun run = imports.run(upload.run().app(), upload.source(), upload.format(), ImportListener.NONE);
            log.info(
                    "The import of '{}' is {} after {} lines: {} recorded, {} dropped, {} rejected",
                    run.name(),
                    run.state(),
                    run.lines(),
                    run.recorded(),
                    run.droppedInAll(),
                    run.rejected());
        } catch (ImportInProgressException e) {
            log.info("{}", e.getMessage());
        } catch (RuntimeException e) {
            log.warn("The import of '{}' failed", upload.run().name(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("The temporary file {} cannot be deleted", file, e);
        }
    }

    private record Upload(ImportRun run, ImportSource source, ImportFormat format, Path file) {}
}
