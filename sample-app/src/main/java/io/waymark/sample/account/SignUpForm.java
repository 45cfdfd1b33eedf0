/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What is filled in to sign up. */
record SignUpForm(
        @NotBlank(message = "Please tell us your name.") @Size(max = 100)
        String name,

        @Pattern(regexp = "[a-z0-9-]{3,30}", message = "3 to 30 small letters, digits and hyphens, please.")
        String userName,

        @Size(min = 8, max = 72, message = "At least 8 characters, please.")
        String password) {}
