/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {

    @TempDir
    private Path folder;

    @Test
    void isForOneShopAtATime() throws IOException {
        DataDirectory first = DataDirectory.open(folder.resolve("postgres"));

        assertThatExceptionOfType(DataDirectoryInUseException.class)
                .isThrownBy(() -> DataDirectory.open(folder.resolve("postgres")))
                .withMessageContaining(folder.toString());

        first.close();
        DataDirectory.open(folder.resolve("postgres")).close();
    }

    @Test
    void leavesAnotherProcessWithTheIdOfAServerOfLongAgoAlone() throws IOException {
        Process unrelated = new ProcessBuilder("sleep", "60").start();
        try (DataDirectory directory = DataDirectory.open(folder.resolve("postgres"))) {
            Files.createDirectories(directory.path());
            Files.writeString(
                    directory.path().resolve("postmaster.pid"), unrelated.pid() + "\n/data\n1600000000\n5432\n");

            directory.stopOrphanedServer();

            assertThat(unrelated.isAlive()).isTrue();
        } finally {
            unrelated.destroyForcibly();
        }
    }

    @Test
    void stopsAServerThatWasLeftBehind() throws Exception {
        Process server = new ProcessBuilder("sleep", "60").start();
        long started = server.info().startInstant().orElseThrow().getEpochSecond();
        try (DataDirectory directory = DataDirectory.open(folder.resolve("postgres"))) {
            Files.createDirectories(directory.path());
            Files.writeString(
                    directory.path().resolve("postmaster.pid"), server.pid() + "\n/data\n" + started + "\n5432\n");

            directory.stopOrphanedServer();

            assertThat(server.isAlive()).isFalse();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void doesNothingInANewDirectory() throws IOException {
        try (DataDirectory directory = DataDirectory.open(folder.resolve("new/postgres"))) {
            directory.stopOrphanedServer();

            assertThat(directory.path()).doesNotExist();
        }
    }
}
