/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Applications all of whose connections have every statement checked by {@link CitusRules} before it runs. Statements of the
 * host pass: the rules are about the product's tables.
 */
public final class CheckedDataSources implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext application) {
        application.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource ? new CheckedConnections(dataSource) : bean;
            }
        });
    }

    /** Whether everything that an application asks of a database is checked. */
    public static boolean areAllOf(ApplicationContext application) {
        return application.getBeansOfType(DataSource.class).values().stream()
                .allMatch(CheckedConnections.class::isInstance);
    }
}
