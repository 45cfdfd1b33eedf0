/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.report;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.util.ClassUtils;

/** Tells whether a pool is large enough that one connection may be kept. */
final class SparePool {

    private static final int ENOUGH = 5;

    private SparePool() {}

    static boolean isBehind(DataSource dataSource) {
        return ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", SparePool.class.getClassLoader())
                && Hikari.isBehind(dataSource);
    }

    private static final class Hikari {

        static boolean isBehind(DataSource dataSource) {
            HikariDataSource pool =
                    DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
            return pool != null && pool.getMaximumPoolSize() >= ENOUGH;
        }
    }
}
