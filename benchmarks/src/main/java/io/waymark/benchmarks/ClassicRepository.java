/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** Saves one event per transaction, as a controller with a JPA repository does. */
final class ClassicRepository implements AutoCloseable {

    private final LocalContainerEntityManagerFactoryBean factoryBean = new LocalContainerEntityManagerFactoryBean();
    private final EntityManagerFactory factory;

    ClassicRepository(DataSource dataSource) {
        factoryBean.setDataSource(dataSource);
        factoryBean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factoryBean.setPackagesToScan(ClassicEvent.class.getPackageName());
        Properties properties = new Properties();
        properties.setProperty("hibernate.hbm2ddl.auto", "none");
        factoryBean.setJpaProperties(properties);
        factoryBean.afterPropertiesSet();
        this.factory = Objects.requireNonNull(factoryBean.getObject());
    }

    void save(Workload.Fact fact) {
        try (EntityManager entityManager = factory.createEntityManager()) {
            entityManager.getTransaction().begin();
            entityManager.persist(new ClassicEvent(fact));
            entityManager.getTransaction().commit();
        }
    }

    @Override
    public void close() {
        factoryBean.destroy();
    }
}
