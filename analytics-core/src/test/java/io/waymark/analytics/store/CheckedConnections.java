/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections that have every statement checked by {@link CitusRules} before it runs. */
final class CheckedConnections extends DelegatingDataSource {

    private static final Set<String> STATEMENTS = Set.of(
            "prepareStatement",
            "prepareCall",
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeLargeUpdate",
            "addBatch");

    CheckedConnections(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return checked(Connection.class, super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return checked(Connection.class, super.getConnection(user, password));
    }

    private static <T> T checked(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                CheckedConnections.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (STATEMENTS.contains(method.getName())
                            && arguments != null
                            && arguments.length > 0
                            && arguments[0] instanceof String sql) {
                        CitusRules.check(sql);
                    }
                    if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
                        return proxy == arguments[0];
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return method.getName().equals("createStatement")
                                ? checked(Statement.class, (Statement) result)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
