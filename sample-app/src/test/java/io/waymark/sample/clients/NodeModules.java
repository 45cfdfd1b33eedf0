/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The clients for JavaScript, installed as their lock file says. Where there is no Node a test is skipped, except in
 * continuous integration.
 */
final class NodeModules {

    private static final Path SOURCES = Path.of("src/test/clients");
    private static final String LOCK = "package-lock.json";
    private static final long MINUTES = 5;

    private final Path folder;

    private NodeModules(Path folder) {
        this.folder = folder;
    }

    static synchronized NodeModules install() throws IOException, InterruptedException {
        if (!isThere("node") || !isThere("npm")) {
            String missing = "No Node; the tests with clients for JavaScript need node and npm";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        NodeModules modules = new NodeModules(Path.of("target/clients").toAbsolutePath());
        Files.createDirectories(modules.folder);
        Path installed = modules.folder.resolve("node_modules").resolve(LOCK);
        boolean current = Files.exists(installed) && Files.mismatch(installed, SOURCES.resolve(LOCK)) < 0;
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, modules.folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!current) {
            modules.execute(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Files.copy(SOURCES.resolve(LOCK), installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return modules;
    }

    Path folder() {
        return folder;
    }

    /** Runs a script to its end. */
    String run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        return execute(environment, "node", script);
    }

    private String execute(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            fail("%s did not end: %s", List.of(command), Files.readString(output));
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
        return text;
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
