/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of the machine. Where there is none a test is skipped, except in continuous integration. */
public final class Chromium implements AutoCloseable {

    /** What a browser without a window says of itself is taken for a bot's. */
    private static final String A_PERSONS_BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--user-agent=" + A_PERSONS_BROWSER)));
    }

    public static Chromium launch() {
        Path executable = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        if (!Files.isExecutable(executable)) {
            String missing = "No Chromium at " + executable + "; set CHROMIUM to the path of one";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        return new Chromium(executable);
    }

    /** A browser window that knows nothing yet. */
    public BrowserContext context() {
        return browser.newContext();
    }

    Visit visit(String origin) {
        return new Visit(browser.newContext(), origin);
    }

    Visit visitWithoutScripts(String origin) {
        return new Visit(browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false)), origin);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
