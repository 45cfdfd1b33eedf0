package io.waymark.sample.account;

import org.springframework.stereotype.Service;

/** Makes customers of visitors. */
@Service
class SignUp {

    private final Customers customers;

    SignUp(Customers customers) {
        this.customers = customers;
    }

    boolean signUp(SignUpForm form) {
        return customers.add(form.userName(), form.name(), form.password(), Role.CUSTOMER);
    }
}
