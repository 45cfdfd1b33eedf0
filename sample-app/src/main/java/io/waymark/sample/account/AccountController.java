/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.account;

import io.waymark.analytics.segment.Segments;
import io.waymark.sample.order.Orders;
import io.waymark.sample.tracking.TrackingConfiguration;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Login, sign-up and the customer's own page. */
@Controller
class AccountController {

    private final SignUp signUp;
    private final Orders orders;
    private final DemoLogins logins;
    private final Segments segments;

    AccountController(SignUp signUp, Orders orders, DemoLogins logins, Segments segments) {
        this.signUp = signUp;
        this.orders = orders;
        this.logins = logins;
        this.segments = segments;
    }

    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute("logins", logins.forPeople());
        return "login";
    }

    @GetMapping("/sign-up")
    String signUp(Model model) {
        model.addAttribute("form", new SignUpForm("", "", ""));
        return "sign-up";
    }

    @PostMapping("/sign-up")
    String signUp(@Valid @ModelAttribute("form") SignUpForm form, BindingResult errors, HttpServletRequest request)
            throws ServletException {
        if (errors.hasErrors()) {
            return "sign-up";
        }
        if (!signUp.signUp(form)) {
            errors.rejectValue("userName", "taken", "Somebody else has this name already.");
            return "sign-up";
        }
        request.login(form.userName(), form.password());
        return "redirect:/account";
    }

    @GetMapping("/account")
    String account(Model model, Principal principal) {
        model.addAttribute("repeatBuyer", segments.contains(TrackingConfiguration.REPEAT_BUYERS, principal.getName()));
        model.addAttribute("orders", orders.of(principal.getName()));
        return "account";
    }
}
