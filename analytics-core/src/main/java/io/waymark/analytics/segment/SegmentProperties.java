/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.chunk.PropertyWishes;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.ArrayList;
import java.util.List;

/** The properties that stored segments ask for. */
public final class SegmentProperties implements PropertyWishes {

    private static final String SEGMENTS = """
            select app_id, rule from {schema}.segment
            """;

    private final AnalyticsDatabase database;

    /**
     * Looks at the stored segments.
     *
     * @param database where they are
     */
    public SegmentProperties(AnalyticsDatabase database) {
        this.database = database;
    }

    @Override
    public List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        database.sql(SEGMENTS).query(row -> {
            add(row.getInt("app_id"), SegmentJson.rule(StoredJson.parse(row.getString("rule")), ""), wishes);
        });
        return wishes;
    }

    private static void add(int app, SegmentRule rule, List<Wish> wishes) {
        if (rule instanceof Did did) {
            Wish.of(app, did.event()).forEach(wishes::add);
        }
        SegmentPeople.parts(rule).forEach(part -> add(app, part, wishes));
    }
}
