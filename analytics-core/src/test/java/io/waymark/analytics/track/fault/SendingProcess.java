/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.fault;

import com.zaxxer.hikari.HikariDataSource;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AnalyticsTables;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.write.IngestPipeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An application in a process of its own, which sends events to itself and says which were acknowledged. */
final class SendingProcess {

    private final Process process;
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Thread reader;

    private SendingProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "acknowledged");
        this.reader.setDaemon(true);
        this.reader.start();
    }

    static SendingProcess start(String url, String schema, Path spool) throws IOException {
        return new SendingProcess(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SendingProcess.class.getName(),
                        url,
                        schema,
                        spool.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("+") && line.length() == 37) {
                    acknowledged.add(UUID.fromString(line.substring(1)));
                }
            }
        } catch (IOException e) {
            // Killed.
            return;
        }
    }

    /** Gives the process no chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
    }

    Set<UUID> acknowledged() {
        return acknowledged;
    }

    /**
     * The application.
     *
     * @param arguments the database, the schema, the directory of the spool
     */
    public static void main(String[] arguments) throws Exception {
        try (HikariDataSource pool = StoppableServer.pool(arguments[0])) {
            IngestPipeline pipeline = new IngestPipeline(
                    new AnalyticsDatabase(pool, new AnalyticsTables(arguments[1])),
                    FaultIT.settings(Path.of(arguments[2]), 1L << 30),
                    IngestExtensions.NONE,
                    Clock.systemUTC());
            pipeline.start();
            new Senders(request -> pipeline, 1, true, SendingProcess::say).start(6);
            Thread.currentThread().join();
        }
    }

    private static void say(UUID id) {
        synchronized (System.out) {
            System.out.println("+" + id);
        }
    }
}
