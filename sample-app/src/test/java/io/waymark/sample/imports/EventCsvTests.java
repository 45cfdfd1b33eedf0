/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventCsvTests {

    private static final String TEXT = """
            seq,user_id,event_name,occurred_at,session_id,properties
            1,kim,page_view,2026-03-01T10:00:00.123Z,,"{""path"":""/a,b"",""n"":1.5}"
            2,kim,page_view,2026-03-01T10:00:00.123Z,visit-7,
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEveryColumn() throws IOException {
        List<ObjectNode> events = read(plain(TEXT));

        assertThat(events).hasSize(2);
        assertThat(events.get(0).without("eventId").toString())
                .isEqualTo("{\"distinctId\":\"kim\",\"eventName\":\"page_view\","
                        + "\"timestamp\":\"2026-03-01T10:00:00.123Z\",\"properties\":{\"path\":\"/a,b\",\"n\":1.5}}");
        assertThat(events.get(1).get("sessionId").asString()).isEqualTo("visit-7");
    }

    @Test
    void compressedAndPlainAreTheSame() throws IOException {
        Path compressed = folder.resolve("events.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(compressed)).isEqualTo(read(plain(TEXT)));
    }

    @Test
    void rowsThatDifferOnlyByTheirNumberAreDifferentEvents() throws IOException {
        assertThat(read(plain(TEXT)))
                .extracting(event -> event.get("eventId").asString())
                .doesNotHaveDuplicates();
    }

    private Path plain(String text) throws IOException {
        return Files.writeString(folder.resolve("events.csv"), text);
    }

    private static List<ObjectNode> read(Path file) throws IOException {
        try (EventCsv csv = new EventCsv(file, JsonMapper.builder().build())) {
            return csv.next(100);
        }
    }
}
