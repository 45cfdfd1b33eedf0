/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.imports.ImportFormat;
import io.waymark.analytics.imports.ImportLine;
import io.waymark.analytics.imports.ImportLines;
import io.waymark.analytics.imports.ImportRow;
import io.waymark.analytics.track.EventJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/** One event a line, as JSON in the shape of {@code POST /api/events}; the time of the event must be there. */
public final class NdjsonFormat implements ImportFormat {

    /** Its name. */
    public static final String NAME = "ndjson";

    private static final String BLANK = "blank line";

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Rows open(ImportLines lines) {
        return () -> next(lines);
    }

    private @Nullable ImportRow next(ImportLines lines) throws IOException {
        ImportLine line = lines.next();
        if (line == null) {
            return null;
        }
        if (line.text().isBlank()) {
            return ImportRow.skipped(line, BLANK);
        }
        if (line.tooLong()) {
            return ImportRow.faulty(line, Faults.TOO_LONG);
        }
        try {
            Event event = Faults.requireTime(EventJson.read(json.readTree(line.text())));
            return ImportRow.of(line, event);
        } catch (JacksonException e) {
            String what = e instanceof StreamReadException ? ": " + e.getOriginalMessage() : "";
            return ImportRow.faulty(line, "is no JSON" + what);
        } catch (InvalidInputException e) {
            return ImportRow.faulty(line, Faults.sentence(e));
        }
    }
}
