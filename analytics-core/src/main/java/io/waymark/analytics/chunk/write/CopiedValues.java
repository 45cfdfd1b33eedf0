/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.write;

import io.waymark.analytics.chunk.NeededProperties;
import io.waymark.analytics.chunk.table.KeptProperty;
import io.waymark.analytics.chunk.table.PropertyColumns;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads, of events that are copied, the same values as {@link PropertyColumns}. PostgreSQL takes longer to look up one key
 * than to write down all properties of a usual event: those are copied whole, and what is wanted is cut out here. Of large
 * ones it copies what {@code PropertyColumns} selects, as a list. Not safe for use by several threads.
 */
final class CopiedValues {

    /** Properties of more bytes in the table are large: to write those down takes longer than to look up four keys. */
    static final int WHOLE_BYTES = 500;

    /** The columns before: event name, person and time. */
    private static final int PROPERTIES = 3;

    private static final int SESSION = 4;

    /** What properties as such begin with. A list begins with the number of its dimensions, the upper byte of which is 0. */
    private static final byte JSONB_VERSION = 1;

    private static final String WANTED = """
            case when pg_column_size({event}.properties) <= {whole} then jsonb_send({event}.properties)
                  else array_send(array[null, null, null{values}]::text[]) end""";

    /** Of some names only; it takes long enough to be left out for all. */
    private static final String OF_NAMES = """
            case when {event}.event_name_id in ({names}) then
                {wanted} end""";

    private final PropertyColumns columns;
    private final Set<Integer> names;
    private final Map<Integer, PropertyCutter> cutters = new HashMap<>();
    private final Map<Integer, Integer> sessionPlaces = new HashMap<>();

    /** Of events of these names, which are all that there are. */
    CopiedValues(Collection<KeptProperty> kept, Collection<Integer> names) {
        this.names = Set.copyOf(names);
        this.columns = new PropertyColumns(kept);
        Map<Integer, List<String>> keysOf = new HashMap<>();
        kept.forEach(property -> keysOf.computeIfAbsent(property.eventNameId(), name -> new ArrayList<>())
                .add(property.key()));
        KnownKeys.Memory memory = new KnownKeys.Memory();
        keysOf.forEach((name, keys) -> {
            sessionPlaces.put(name, keys.indexOf(NeededProperties.SESSION));
            if (!keys.equals(List.of(NeededProperties.SESSION))) {
                cutters.put(name, new PropertyCutter(keys, memory));
            }
        });
    }

    /** What to select besides event name, person and time, with {@code literal} for keys. */
    String select(String event, UnaryOperator<String> literal) {
        String wanted = "null";
        if (!cutters.isEmpty()) {
            String some = cutters.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
            wanted = (cutters.keySet().containsAll(names) ? WANTED : OF_NAMES.replace("{wanted}", WANTED))
                    .replace("{event}", event)
                    .replace("{names}", some)
                    .replace("{whole}", Integer.toString(WHOLE_BYTES))
                    .replace("{values}", columns.select(event, literal));
        }
        return ",\n  " + wanted + ", " + event + ".session";
    }

    /** Whether the client gave an event a session id. */
    static boolean hasSession(CopiedRow row) {
        return !row.isNull(SESSION);
    }

    /** Reads the values of an event. */
    void read(CopiedRow row, int eventNameId, PropertyColumns.Sink sink) throws SQLException {
        int session = sessionPlaces.getOrDefault(eventNameId, -1);
        if (session >= 0 && hasSession(row)) {
            sink.value(session, Long.toString(row.number(SESSION)));
        }
        PropertyCutter cutter = cutters.get(eventNameId);
        if (cutter == null || row.isNull(PROPERTIES)) {
            return;
        }
        byte[] bytes = row.bytes();
        int from = row.start(PROPERTIES);
        if (bytes[from] != JSONB_VERSION) {
            columns.read(texts(ByteBuffer.wrap(bytes).position(from))::get, eventNameId, sink);
            return;
        }
        cutter.cut(bytes, from + 1, sink);
    }

    /** Reads a list as PostgreSQL sends it: five numbers, of which the fourth is its length; then each text's length and bytes. */
    private static List<@Nullable String> texts(ByteBuffer list) {
        int size = list.getInt(list.position() + 3 * Integer.BYTES);
        list.position(list.position() + 5 * Integer.BYTES);
        List<@Nullable String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int length = list.getInt();
            if (length < 0) {
                texts.add(null);
            } else {
                texts.add(new String(list.array(), list.position(), length, StandardCharsets.UTF_8));
                list.position(list.position() + length);
            }
        }
        return texts;
    }
}
