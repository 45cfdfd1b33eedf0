/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PropertyCutterIT {

    /** As they stand between the quotes. */
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "b",
            "null",
            "it's",
            "a\\\"b",
            "\\\\",
            "\\/",
            "\\u00e9",
            "\u00e9",
            "\\ud83d\\ude00",
            "\ud83d\ude00",
            "\\u0001",
            "\\n\\t\\b\\f\\r",
            "\\u007f",
            "{\\\"a\\\": 1}",
            ", ",
            ": ",
            "]",
            "}",
            "\\u001fsession",
            "long".repeat(3_000));

    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-0.0",
            "1",
            "1.0",
            "1.50",
            "1e2",
            "1E+2",
            "1e-7",
            "-12.5e3",
            "1e400",
            "0.1e-300",
            "9007199254740993",
            "123456789012345678901234567890.12345678901234567890");
    private static final List<String> WANTED =
            List.of("a", "it's", "", "a\"b", "\\", "\u00e9", "\ud83d\ude00", "\u0001", "{\"a\": 1}", ": ", "absent");

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final KnownKeys.Memory memory = new KnownKeys.Memory();

    @Test
    void cutsOutWhatTheDatabaseExtracts() {
        List<String> documents =
                IntStream.range(0, 2_000).mapToObj(i -> object(3)).toList();
        List<PropertyCutter> cutters = List.of(
                new PropertyCutter(WANTED, memory),
                new PropertyCutter(WANTED.stream().filter(key -> !key.isEmpty()).toList(), memory));
        int[] seen = {0};
        database.sql("""
                        select d.properties::text as whole,
                               array(select case when w.key = '' then
                                       (select jsonb_agg(k.key) from jsonb_object_keys(jsonb_strip_nulls(d.properties)) as k (key))::text
                                     else (d.properties -> w.key)::text end
                                     from unnest(:wanted::text[]) with ordinality as w (key, place) order by w.place) as found
                        from unnest(:documents::jsonb[]) as d (properties)
                        """)
                .param("wanted", WANTED.toArray(String[]::new))
                .param("documents", documents.toArray(String[]::new))
                .query(row -> {
                    byte[] whole = (" " + row.getString("whole")).getBytes(StandardCharsets.UTF_8);
                    String[] found = (String[]) row.getArray("found").getArray();
                    for (int keys = 0; keys < 2; keys++) {
                        Map<String, String> expected = new HashMap<>();
                        Map<String, String> cut = new HashMap<>();
                        List<String> own = new ArrayList<>(WANTED);
                        if (keys == 1) {
                            own.remove(NeededProperties.KEYS);
                        }
                        for (int i = 0; i < found.length; i++) {
                            if (found[i] != null && !found[i].equals("null") && own.contains(WANTED.get(i))) {
                                expected.put(WANTED.get(i), found[i]);
                            }
                        }
                        cutters.get(keys).cut(whole, 1, (place, json) -> cut.put(own.get(place), json));
                        assertThat(cut)
                                .as("seed %d: %s", seed, row.getString("whole"))
                                .isEqualTo(expected);
                        seen[0] += cut.size();
                    }
                });
        assertThat(seen[0]).isGreaterThan(1_000);
    }

    @Test
    void findsNothingInWhatIsNoObject() {
        List<String> found = new ArrayList<>();
        for (String json : List.of("{}", "[\"a\", 1]", "[]", "\"a\"", "1")) {
            new PropertyCutter(WANTED, memory)
                    .cut(json.getBytes(StandardCharsets.UTF_8), 0, (place, value) -> found.add(json + value));
        }
        assertThat(found).isEmpty();
    }

    private String object(int depth) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> text() + ":" + " ".repeat(random.nextInt(2)) + value(depth - 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0, 1 -> text();
            case 2, 3 -> SCALARS.get(random.nextInt(SCALARS.size()));
            case 4 -> object(depth);
            default ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(depth - 1))
                        .collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private String text() {
        // The long one only now and then.
        int number = random.nextInt(100) == 0 ? TEXTS.size() - 1 : random.nextInt(TEXTS.size() - 1);
        return "\"" + TEXTS.get(number) + "\"";
    }
}
