/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.chunk.PropertyWishes;
import io.waymark.analytics.funnel.scan.FunnelScan;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The properties that stored funnels ask for. */
public final class FunnelProperties implements PropertyWishes {

    private static final String FUNNELS = """
            select app_id, definition from {schema}.funnel
            """;

    private final AnalyticsDatabase database;

    /**
     * Looks at the stored funnels.
     *
     * @param database where they are
     */
    public FunnelProperties(AnalyticsDatabase database) {
        this.database = database;
    }

    @Override
    public List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        database.sql(FUNNELS).query(row -> {
            int app = row.getInt("app_id");
            FunnelDefinition definition = FunnelJson.definition(StoredJson.parse(row.getString("definition")));
            Stream.concat(
                            definition.steps().stream(),
                            definition.exclude().stream().map(FunnelExclusion::event))
                    .flatMap(filter -> Wish.of(app, filter))
                    .forEach(wishes::add);
            FunnelBreakdown breakdown = definition.breakdown();
            if (breakdown != null) {
                FunnelScan.namesWithValue(definition)
                        .forEach(event -> wishes.add(new Wish(app, event, breakdown.property())));
            }
        });
        return wishes;
    }
}
