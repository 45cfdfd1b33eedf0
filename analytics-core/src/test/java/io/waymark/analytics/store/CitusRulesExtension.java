/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails each test class while whose tests a statement broke one of the {@link CitusRules}, whoever ran it. */
public final class CitusRulesExtension implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> failures = CitusRules.failures();
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n\n", failures));
        }
    }
}
