/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import io.waymark.analytics.catalog.InvalidEventTypeException;
import io.waymark.analytics.schema.SchemaMigrationException;
import io.waymark.analytics.schema.SchemaOutOfDateException;
import io.waymark.analytics.track.aop.InvalidTrackEventException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says what to do when the application does not start because of the product's settings, its annotations or its database. */
final class AnalyticsFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String action = action(cause);
            if (action != null) {
                return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
            }
        }
        return null;
    }

    private static @Nullable String action(Throwable cause) {
        if (cause instanceof AnalyticsSetupException setup) {
            return setup.action();
        }
        if (cause instanceof InvalidEventTypeException types) {
            return types.action();
        }
        if (cause instanceof SchemaOutOfDateException outOfDate) {
            return "Let a user who may do so bring the schema '" + outOfDate.schema()
                    + "' up to date, by one start with " + "analytics.schema.mode=migrate. Missing: "
                    + String.join(", ", outOfDate.missing()) + ".";
        }
        if (cause instanceof SchemaMigrationException migration) {
            return "Look at the causes below. If the database user may not create a schema, have somebody else run "
                    + "'create schema " + migration.schema() + " authorization <user>' first.";
        }
        if (cause instanceof InvalidTrackEventException annotation) {
            return action(annotation.attribute());
        }
        return null;
    }

    private static String action(String attribute) {
        String variables = " An expression knows the parameters by name (#order) and by position (#p0), and #result, "
                + "#error, #principal and #root.";
        return switch (attribute) {
            case "value" -> "Name the event: @TrackEvent(\"order_placed\").";
            case "@EventProperty" ->
                "Name the property: @EventProperty(\"coupon\"), or compile the class with -parameters.";
            case "properties" ->
                "Write each property as key=expression: properties = {\"total=#order.total\", \"items=#result.size()\"}."
                        + variables;
            case "condition" -> "Write an expression that is true or false: condition = \"#total > 100\"." + variables;
            default -> "Write an expression: " + attribute + " = \"#order.customerId\"." + variables;
        };
    }
}
