/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentNotFoundException;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.sample.order.CheckoutButton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Lets the experiment at the checkout begin some weeks ago, by a catalog whose clock stands there, before the shop itself
 * would start it now. In a shop that has been started before it keeps the start that it has.
 */
@Component
@ConditionalOnBooleanProperty("sample.demo-data")
class DemoExperiment implements InitializingBean {

    private static final int DAYS_BEFORE_TODAY = 28;
    private static final String ACTOR = "demo data";

    private final AnalyticsDatabase database;
    private final ExperimentDefinition definition;

    DemoExperiment(AnalyticsDatabase database, ExperimentDefinition checkoutButtonExperiment) {
        this.database = database;
        this.definition = checkoutButtonExperiment;
    }

    @Override
    public void afterPropertiesSet() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Instant begin =
                today.minusDays(DAYS_BEFORE_TODAY).atStartOfDay(ZoneOffset.UTC).toInstant();
        ExperimentCatalog catalog =
                new ExperimentCatalog(database, new ExperimentSettings() {}, Clock.fixed(begin, ZoneOffset.UTC));
        try {
            catalog.get(AppId.DEFAULT, definition.key());
        } catch (ExperimentNotFoundException e) {
            catalog.create(AppId.DEFAULT, definition, ACTOR);
            catalog.start(AppId.DEFAULT, definition.key(), ACTOR);
        }
    }

    static DemoShop.CheckoutButton button(ExperimentCatalog catalog, Experiments experiments) {
        Instant started = Objects.requireNonNullElse(
                catalog.get(AppId.DEFAULT, CheckoutButton.KEY).startedAt(), Instant.MAX);
        return (distinctId, at) -> at.isBefore(started) ? null : seen(experiments, distinctId);
    }

    private static @Nullable Assignment seen(Experiments experiments, String distinctId) {
        Assignment assignment = experiments.assign(AppId.DEFAULT, CheckoutButton.KEY, distinctId);
        return assignment.takesPart() ? assignment : null;
    }
}
