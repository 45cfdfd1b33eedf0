/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientDocumentTests {

    @Test
    void javaScriptIsWhatTheTestsRun() throws IOException {
        List<String> blocks = Documents.code(Documents.root().resolve("docs/clients.md"), "js");
        try (Stream<Path> files = Files.list(Documents.root().resolve("sample-app/src/test/clients"))) {
            String scripts = files.map(Documents::text)
                    .map(ClientDocumentTests::squeezed)
                    .collect(Collectors.joining());

            assertThat(blocks)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(block -> assertThat(scripts).contains(squeezed(block)));
        }
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
