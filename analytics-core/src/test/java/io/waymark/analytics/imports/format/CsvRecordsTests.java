/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.imports.ImportLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

class CsvRecordsTests {

    @Test
    void splitsWhatAnotherLibraryWrote() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            char separator = new char[] {',', ';', '\t'}[random.nextInt(3)];
            List<List<String>> records = records(random);
            StringBuilder text = new StringBuilder();
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(separator)
                    .setRecordSeparator("\n")
                    .get();
            try (CSVPrinter printer = new CSVPrinter(text, format)) {
                for (List<String> record : records) {
                    printer.printRecord(record);
                }
            }
            assertThat(read(text.toString(), separator).stream().map(CsvRecords.Row::fields))
                    .as("seed %s round %s", seed, round)
                    .containsExactlyElementsOf(records);
        }
    }

    @Test
    void losesOneLineOnlyToAStrayQuotationMark() throws IOException {
        List<CsvRecords.Row> rows = read("b,\"2\nc,3\nd,4\n", ',');
        assertThat(rows).extracting(CsvRecords.Row::fields).containsExactly(null, List.of("c", "3"), List.of("d", "4"));
        assertThat(rows).extracting(CsvRecords.Row::first).containsExactly(1L, 2L, 3L);
    }

    @Test
    void saysWhichLinesARecordHas() throws IOException {
        List<CsvRecords.Row> rows = read("a,\"b\r\nc\"\r\nd,e\r\n", ',');

        assertThat(rows).extracting(CsvRecords.Row::first).containsExactly(1L, 3L);
        assertThat(rows).extracting(CsvRecords.Row::last).containsExactly(2L, 3L);
    }

    private static List<List<String>> records(Random random) {
        String[] parts = {"a", "\"", ",", ";", "\t", "\n", " ", "ü", "{\"k\":1}", ""};
        List<List<String>> records = new ArrayList<>();
        int columns = 2 + random.nextInt(4);
        for (int i = random.nextInt(20); i >= 0; i--) {
            List<String> record = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                StringBuilder field = new StringBuilder();
                for (int part = random.nextInt(4); part > 0; part--) {
                    field.append(parts[random.nextInt(parts.length)]);
                }
                record.add(field.toString());
            }
            records.add(record);
        }
        return records;
    }

    private static List<CsvRecords.Row> read(String text, char separator) throws IOException {
        List<CsvRecords.Row> rows = new ArrayList<>();
        try (ImportLines lines = new ImportLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            CsvRecords records = new CsvRecords(lines, separator);
            for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
