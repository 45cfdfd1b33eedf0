/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class CheckedDataSourcesIT {

    private static final String BROKEN = "with recursive r as (select 1 from analytics.event) select * from r";

    @Test
    void anApplicationFailsAndSoDoesTheTestClassThatLooksAway() {
        try (GenericApplicationContext application = new GenericApplicationContext()) {
            new CheckedDataSources().initialize(application);
            application.registerBean(DataSource.class, TestDatabase::empty);
            application.refresh();
            JdbcTemplate jdbc = new JdbcTemplate(application.getBean(DataSource.class));

            assertThatThrownBy(() -> jdbc.queryForList(BROKEN))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(BROKEN);
            assertThatThrownBy(() -> new CitusRulesExtension().afterAll(null))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(BROKEN);
            assertThat(jdbc.queryForObject("select 1", Integer.class)).isEqualTo(1);
        }
    }
}
