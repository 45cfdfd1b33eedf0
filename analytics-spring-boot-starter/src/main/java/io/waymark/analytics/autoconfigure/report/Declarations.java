/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.report;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.funnel.FunnelDeclaration;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.segment.SegmentDeclaration;
import io.waymark.analytics.segment.Segments;
import java.util.List;

/**
 * Stores what the application declares and what is not stored yet. What is, stays as it is: somebody may have changed it
 * in the dashboard.
 */
final class Declarations {

    private static final String ACTOR = "application";

    private final Funnels funnels;
    private final Segments segments;

    Declarations(Funnels funnels, Segments segments) {
        this.funnels = funnels;
        this.segments = segments;
    }

    void store(AppId app, List<FunnelDeclaration> funnelDeclarations, List<SegmentDeclaration> segmentDeclarations) {
        // Segments first, as funnels may name them.
        segmentDeclarations.forEach(declaration -> store(app, declaration));
        funnelDeclarations.forEach(declaration -> store(app, declaration));
    }

    private void store(AppId app, FunnelDeclaration declaration) {
        if (!isStored(app, declaration)) {
            try {
                funnels.save(app, declaration.name(), declaration.definition(), ACTOR);
            } catch (InvalidInputException e) {
                // Another instance that starts at the same time may have been faster.
                if (!isStored(app, declaration)) {
                    throw e;
                }
            }
        }
    }

    private boolean isStored(AppId app, FunnelDeclaration declaration) {
        return funnels.list(app).stream().anyMatch(funnel -> funnel.name().equals(declaration.name()));
    }

    private void store(AppId app, SegmentDeclaration declaration) {
        if (segments.find(app, declaration.key()).isEmpty()) {
            segments.save(app, declaration.key(), declaration.name(), declaration.rule(), ACTOR);
        }
    }
}
