/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.person.SpringSecurityPerson;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.core.context.SecurityContextHolder;

class AnalyticsPersonAutoConfigurationTests {

    private final ApplicationContextRunner runner = StarterContext.of(AnalyticsPersonAutoConfiguration.class);
    private final ApplicationContextRunner withoutSecurity =
            runner.withClassLoader(new FilteredClassLoader(SecurityContextHolder.class));

    @Test
    void isWhoSpringSecurityKnows() {
        runner.run(
                context -> assertThat(context.getBean(CurrentPerson.class)).isInstanceOf(SpringSecurityPerson.class));
    }

    @Test
    void isNobodyWithoutSpringSecurity() {
        withoutSecurity.run(context ->
                assertThat(context.getBean(CurrentPerson.class).distinctId()).isNull());
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, CurrentPerson.class);
        StarterContext.assertBacksOff(withoutSecurity, CurrentPerson.class);
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        runner.withPropertyValues("analytics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(CurrentPerson.class));
    }
}
