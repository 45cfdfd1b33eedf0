/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.sample.ShopTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test of the dashboard by somebody who is signed in, during which the browser must have nothing to complain about. */
@ShopTest
abstract class SignedInTest {

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    Visit visit;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void signIn() {
        visit = chromium.visit(origin()).signIn("alex", "fern");
    }

    @AfterEach
    void nothingWasComplainedAbout() {
        if (visit != null) {
            assertThat(visit.complaints()).isEmpty();
            visit.close();
        }
    }

    /** The same person in a browser that runs no scripts. */
    Visit visitWithoutScripts() {
        return chromium.visitWithoutScripts(origin()).signIn("alex", "fern");
    }

    String origin() {
        return "http://localhost:" + port;
    }
}
