/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.account;

import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** The logins that everybody may use; the login page shows them. */
@Component
public class DemoLogins implements ApplicationRunner {

    private static final List<DemoLogin> LOGINS = List.of(
            new DemoLogin("robin", "fern", "Robin", Role.CUSTOMER),
            new DemoLogin("alex", "fern", "Alex", Role.ANALYST),
            new DemoLogin("uptime-probe", "fern", "Uptime probe", Role.CUSTOMER));

    private final Customers customers;

    DemoLogins(Customers customers) {
        this.customers = customers;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        LOGINS.forEach(login -> customers.add(login.userName(), login.name(), login.password(), login.role()));
    }

    /** {@return the logins of people} */
    public List<DemoLogin> forPeople() {
        return LOGINS.subList(0, 2);
    }

    /**
     * A login.
     *
     * @param userName the user name
     * @param password the password
     * @param name whose it is
     * @param role what it may do
     */
    public record DemoLogin(String userName, String password, String name, Role role) {

        /** {@return what it is good for} */
        public String purpose() {
            return role == Role.ANALYST ? "shop and dashboard" : "shop";
        }
    }
}
