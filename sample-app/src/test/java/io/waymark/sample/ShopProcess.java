/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shop in a JVM of its own, which can be killed. */
final class ShopProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Shop +(http://\\S+)");
    private static final long START_TIMEOUT_SECONDS = 180;

    private final Process process;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private ShopProcess(Process process) {
        this.process = process;
    }

    static ShopProcess start(Path dataDirectory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                FernwayApplication.class.getName(),
                "--server.port=0",
                "--sample.data-dir=" + dataDirectory));
        command.addAll(List.of(arguments));
        ShopProcess shop = new ShopProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        Thread reader = new Thread(shop::read, "shop output");
        reader.setDaemon(true);
        reader.start();
        return shop;
    }

    private void read() {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.find()) {
                    address.complete(URI.create(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            address.completeExceptionally(new UncheckedIOException(e));
        }
        address.completeExceptionally(new IllegalStateException("The shop did not open:\n" + String.join("\n", lines)));
    }

    URI address() throws Exception {
        return address.get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Gives the process no chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
