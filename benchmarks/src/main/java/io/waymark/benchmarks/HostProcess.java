/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An {@link HttpHost} in a virtual machine of its own, whose compiler sees one way of storing events only. */
final class HostProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private HostProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static HostProcess start(BenchmarkDatabase database, String... properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-cp",
                String.join(File.pathSeparator, ClassPath.entries()),
                HttpHost.class.getName(),
                "--spring.datasource.url=" + database.dataSource().getJdbcUrl()));
        command.addAll(List.of(properties));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(HttpHost.READY)) {
                // A host whose output nobody reads waits for that one day.
                Thread reader = new Thread(() -> output.lines().forEach(System.out::println), "host output");
                reader.setDaemon(true);
                reader.start();
                return new HostProcess(process, Integer.parseInt(line.substring(HttpHost.READY.length())));
            }
            System.out.println(line);
        }
        process.destroy();
        throw new IOException("The host ended before it was ready");
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
