/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.openfeature;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.TrackingEventDetails;
import dev.openfeature.sdk.Value;
import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.Variant;
import io.waymark.analytics.track.Ingest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers flags of OpenFeature with the experiments of an app. The flag is the key of the experiment, the targeting key is
 * who asks, and the other values of the context are attributes that an audience may go by.
 *
 * <p>A flag has the {@link Variant#value() value} of the variant that somebody gets. A variant without a value is its key as
 * a string, and as a boolean true unless it is the control. Asking counts as having seen the variant. What a client tracks
 * becomes an event of whoever the targeting key names, with the details as its properties.
 *
 * <p>The reason is {@code SPLIT} for who takes part in an experiment with several variants, {@code TARGETING_MATCH} for who
 * is of an audience that all get the same, {@code STATIC} where everybody gets the same, {@code DEFAULT} for who is outside,
 * with the control, and {@code DISABLED} while the experiment does not run, with the value that the caller gave.
 */
public final class ExperimentProvider implements FeatureProvider {

    private static final String NAME = "Waymark";
    /** Of the details of what is tracked, the property that holds its value. */
    private static final String VALUE = "value";

    private final AppId app;
    private final ExperimentCatalog catalog;
    private final Experiments experiments;
    private final Ingest ingest;

    /**
     * Answers with the experiments of an app.
     *
     * @param app the app
     * @param catalog its experiments
     * @param experiments decides who gets what
     * @param ingest takes what is tracked
     */
    public ExperimentProvider(AppId app, ExperimentCatalog catalog, Experiments experiments, Ingest ingest) {
        this.app = app;
        this.catalog = catalog;
        this.experiments = experiments;
        this.ingest = ingest;
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, Boolean defaultValue, EvaluationContext context) {
        return evaluate(key, defaultValue, context, variant -> {
            JsonNode value = variant.value();
            return value == null
                    ? Boolean.valueOf(!variant.isControl())
                    : value.isBoolean() ? value.booleanValue() : null;
        });
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String defaultValue, EvaluationContext context) {
        return evaluate(key, defaultValue, context, variant -> {
            JsonNode value = variant.value();
            return value == null ? variant.key() : value.isString() ? value.stringValue() : null;
        });
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, Integer defaultValue, EvaluationContext context) {
        return evaluate(key, defaultValue, context, variant -> {
            JsonNode value = variant.value();
            return value != null && value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()
                    ? Integer.valueOf(value.intValue())
                    : null;
        });
    }

    @Override
    public ProviderEvaluation<Long> getLongEvaluation(String key, Long defaultValue, EvaluationContext context) {
        return evaluate(key, defaultValue, context, variant -> {
            JsonNode value = variant.value();
            return value != null && value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()
                    ? Long.valueOf(value.longValue())
                    : null;
        });
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double defaultValue, EvaluationContext context) {
        return evaluate(key, defaultValue, context, variant -> {
            JsonNode value = variant.value();
            return value != null && value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
        });
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value defaultValue, EvaluationContext context) {
        return evaluate(key, defaultValue, context, variant -> {
            JsonNode value = variant.value();
            return value == null || value.isObject() || value.isArray() ? Values.of(value, variant.key()) : null;
        });
    }

    private <T> ProviderEvaluation<T> evaluate(
            String key, T defaultValue, EvaluationContext context, Function<Answer, @Nullable T> typed) {
        Experiment experiment = catalog.current(app, key);
        if (experiment == null) {
            return error(defaultValue, ErrorCode.FLAG_NOT_FOUND, "There is no experiment '" + key + "'");
        }
        Assignment assignment =
                experiments.expose(app, key, context.getTargetingKey(), Values.attributes(context.asObjectMap()));
        switch (assignment.reason()) {
            case NOT_RUNNING -> {
                return ProviderEvaluation.<T>builder()
                        .value(defaultValue)
                        .reason(Reason.DISABLED.toString())
                        .build();
            }
            case MISSING_UNIT -> {
                return error(
                        defaultValue,
                        ErrorCode.TARGETING_KEY_MISSING,
                        "The targeting key says who takes part in '" + key + "'");
            }
            case UNKNOWN_EXPERIMENT -> {
                return error(defaultValue, ErrorCode.FLAG_NOT_FOUND, "There is no experiment '" + key + "'");
            }
            default -> {
                T value = typed.apply(Answer.of(experiment, assignment));
                return value == null
                        ? error(
                                defaultValue,
                                ErrorCode.TYPE_MISMATCH,
                                "The variant '" + assignment.variant() + "' of '" + key + "' is of another type")
                        : ProviderEvaluation.<T>builder()
                                .value(value)
                                .variant(assignment.variant())
                                .reason(reason(experiment, assignment).toString())
                                .build();
            }
        }
    }

    private static Reason reason(Experiment experiment, Assignment assignment) {
        return switch (assignment.reason()) {
            case SHIPPED -> Reason.STATIC;
            case OVERRIDDEN -> Reason.TARGETING_MATCH;
            case ASSIGNED -> {
                List<Variant> variants = experiment.definition().variants();
                boolean split =
                        variants.stream().filter(each -> each.weight() > 0).count() > 1;
                boolean everybody = experiment.definition().rollout().audience().isEverybody();
                yield split ? Reason.SPLIT : everybody ? Reason.STATIC : Reason.TARGETING_MATCH;
            }
            default -> Reason.DEFAULT;
        };
    }

    private static <T> ProviderEvaluation<T> error(T defaultValue, ErrorCode code, String message) {
        return ProviderEvaluation.<T>builder()
                .value(defaultValue)
                .reason(Reason.ERROR.toString())
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    @Override
    public void track(String eventName, EvaluationContext context, TrackingEventDetails details) {
        String unitId = context.getTargetingKey();
        if (unitId == null || unitId.isBlank()) {
            return;
        }
        Map<String, @Nullable Object> properties = new HashMap<>(Values.attributes(details.asObjectMap()));
        details.getValue().ifPresent(value -> properties.put(VALUE, value));
        ingest.enqueue(
                app, Event.builder(eventName, unitId).properties(properties).build());
    }

    private record Answer(String key, @Nullable JsonNode value, boolean isControl) {

        static Answer of(Experiment experiment, Assignment assignment) {
            JsonNode value = experiment.definition().variants().stream()
                    .filter(each -> each.key().equals(assignment.variant()))
                    .findFirst()
                    .map(Variant::value)
                    .orElse(null);
            String control = experiment.definition().control().key();
            return new Answer(assignment.variant(), value, assignment.variant().equals(control));
        }
    }
}
