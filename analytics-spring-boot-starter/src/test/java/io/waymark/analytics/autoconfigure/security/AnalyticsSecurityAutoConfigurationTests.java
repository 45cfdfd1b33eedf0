/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.autoconfigure.StarterContext;
import io.waymark.analytics.web.exchange.HostLogin;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

class AnalyticsSecurityAutoConfigurationTests {

    private static final String CHAIN = "analyticsSecurityFilterChain";

    private final WebApplicationContextRunner runner = StarterContext.web(
            AnalyticsSecurityAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class);
    private final WebApplicationContextRunner withChain =
            runner.withPropertyValues("analytics.security.default-chain=true");

    @Test
    void knowsWhoIsLoggedInAndLeavesTheChainsAlone() {
        runner.run(context -> assertThat(context).hasSingleBean(HostLogin.class).doesNotHaveBean(CHAIN));
    }

    @Test
    void addsAChainWhenAskedTo() {
        withChain.run(context -> assertThat(context).hasBean(CHAIN));
    }

    @Test
    void backsOff() {
        StarterContext.assertBacksOff(runner, HostLogin.class);
    }

    @Test
    void backsOffFromAChainOfTheApplicationOfTheSameName() {
        SecurityFilterChain own = new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE);
        withChain
                .withBean(CHAIN, SecurityFilterChain.class, () -> own)
                .run(context -> assertThat(context.getBean(CHAIN)).isSameAs(own));
    }

    @Test
    void isNotThereWithoutSpringSecurity() {
        withChain
                .withClassLoader(new FilteredClassLoader(SecurityFilterChain.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(HostLogin.class)
                        .doesNotHaveBean(CHAIN));
    }

    @Test
    void isNotThereWhenSwitchedOff() {
        withChain
                .withPropertyValues("analytics.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(HostLogin.class)
                        .doesNotHaveBean(CHAIN));
    }
}
