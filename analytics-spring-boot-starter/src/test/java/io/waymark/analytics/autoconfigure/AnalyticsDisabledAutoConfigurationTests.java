/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Experiments;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsDisabledAutoConfigurationTests {

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsDisabledAutoConfiguration.class);
    private final ApplicationContextRunner disabled = runner.withPropertyValues("analytics.enabled=false");

    @Test
    void isNotThereUnlessEverythingIsSwitchedOff() {
        runner.run(
                context -> assertThat(context).doesNotHaveBean(Analytics.class).doesNotHaveBean(Experiments.class));
    }

    @Test
    void tracksNothingAndGivesEverybodyTheControl() {
        disabled.run(context -> {
            context.getBean(Analytics.class).track("order_placed", "ada");
            assertThat(context.getBean(Experiments.class)
                            .assign(AppId.DEFAULT, "button", "ada")
                            .reason())
                    .isEqualTo(Assignment.Reason.UNKNOWN_EXPERIMENT);
            assertThat(context.getBean(Experiments.class).variant("button", "ada"))
                    .isEqualTo("control");
        });
    }

    @Test
    void leavesTheBeansOfTheApplicationAlone() {
        StarterContext.assertBacksOff(disabled, Analytics.class, Experiments.class);
    }
}
