/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.track.aop.TrackEventAdvisor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AnalyticsTrackEventAutoConfigurationTests {

    private final StarterContext.OwnIngest ingest = new StarterContext.OwnIngest();
    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsTrackEventAutoConfiguration.class)
            .withBean(Ingest.class, () -> ingest)
            .withBean(CurrentPerson.class, () -> () -> "ada")
            .withBean(Shop.class);

    @Test
    void tracksAnnotatedMethods() {
        runner.run(context -> {
            context.getBean(Shop.class).buy();
            assertThat(ingest.events)
                    .extracting(Event::name, Event::distinctId)
                    .containsExactly(tuple("bought", "ada"));
        });
    }

    @Test
    void backsOffFromAnAdvisorOfTheApplication() {
        StarterContext.OwnIngest other = new StarterContext.OwnIngest();
        runner.withBean(
                        TrackEventAdvisor.class,
                        () -> new TrackEventAdvisor(
                                () -> other, AppId.DEFAULT, () -> () -> "bob", () -> Delivery.ASYNC),
                        definition -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE))
                .run(context -> {
                    context.getBean(Shop.class).buy();
                    assertThat(context).hasSingleBean(TrackEventAdvisor.class);
                    assertThat(other.events).extracting(Event::distinctId).containsExactly("bob");
                    assertThat(ingest.events).isEmpty();
                });
    }

    @Test
    void leavesBeansAsTheyAreWhenSwitchedOff() {
        for (String name :
                new String[] {"analytics.enabled", "analytics.ingest.enabled", "analytics.track-event.enabled"}) {
            runner.withPropertyValues(name + "=false").run(context -> {
                assertThat(context).doesNotHaveBean(TrackEventAdvisor.class);
                assertThat(AopUtils.isAopProxy(context.getBean(Shop.class))).isFalse();
            });
        }
    }

    static class Shop {

        @TrackEvent("bought")
        public void buy() {}
    }
}
