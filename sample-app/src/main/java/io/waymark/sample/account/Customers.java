/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.account;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;

/** The people who signed up. */
@Repository
class Customers implements UserDetailsService {

    private static final String BY_NAME =
            "select user_name, password_hash, role from customer where user_name = :userName";

    private static final String INSERT = """
            insert into customer (user_name, name, password_hash, role)
            values (:userName, :name, :hash, :role)
            """;

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;

    Customers(JdbcClient jdbc, PasswordEncoder passwords) {
        this.jdbc = jdbc;
        this.passwords = passwords;
    }

    @Override
    public UserDetails loadUserByUsername(String userName) {
        return jdbc.sql(BY_NAME)
                .param("userName", userName)
                .query((row, number) -> User.withUsername(row.getString("user_name"))
                        .password(row.getString("password_hash"))
                        .roles(row.getString("role"))
                        .build())
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException(userName));
    }

    boolean add(String userName, String name, String password, Role role) {
        try {
            jdbc.sql(INSERT)
                    .param("userName", userName)
                    .param("name", name)
                    .param("hash", passwords.encode(password))
                    .param("role", role.name())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
