/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a browser window, who notes everything that the browser complains about. */
final class Visit implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final BrowserContext context;
    private final String origin;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visit(BrowserContext context, String origin) {
        this.context = context;
        this.origin = origin;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        prefer("light");
    }

    Visit signIn(String name, String password) {
        page.navigate(origin + "/login");
        page.fill("#username", name);
        page.fill("#password", password);
        page.locator("form[action$='/login'] button").click();
        return this;
    }

    Page open(String path) {
        page.navigate(origin + "/analytics" + path);
        return drawn();
    }

    /** Opens a page without waiting for what scripts draw. */
    Page page(String path) {
        page.navigate(origin + "/analytics" + path);
        return page;
    }

    /** Waits until what is on the page has arrived and been drawn. */
    Page drawn() {
        page.waitForLoadState();
        page.waitForCondition(
                () -> page.locator(".htmx-request, [aria-busy=true]").count() == 0
                        && page.locator("[data-wm-chart]").count()
                                == page.locator("[data-wm-chart] .wm-chart-box svg")
                                        .count());
        return page;
    }

    /** Waits until a part of the page says something. */
    void says(String part, String text) {
        PlaywrightAssertions.assertThat(page.locator(part)).containsText(text);
    }

    /** Waits until a field holds a value. */
    void holds(String field, String value) {
        PlaywrightAssertions.assertThat(page.locator(field)).hasValue(value);
    }

    /** Keeps pictures in the widths and themes that people use, and looks for barriers in each. */
    void look(String name) {
        look(name, 1440, "light");
        look(name, 1440, "dark");
        look(name, 390, "light");
        page.setViewportSize(1440, 1000);
        prefer("light");
    }

    private void look(String name, int width, String scheme) {
        page.setViewportSize(width, width < 500 ? 844 : 1000);
        prefer(scheme);
        drawn();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + "-" + width + "-" + scheme + ".png"))
                .setFullPage(true));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s at %d pixels", name, width)
                .isLessThanOrEqualTo(width);
        assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
                .as("barriers on %s at %d pixels, %s", name, width, scheme)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml() + " "
                        + rule.getNodes().get(0).getFailureSummary())
                .isEmpty();
    }

    /** Shows the page as it is printed. */
    void print(boolean printed) {
        JsonObject media = new JsonObject();
        media.addProperty("media", printed ? "print" : "");
        context.newCDPSession(page).send("Emulation.setEmulatedMedia", media);
    }

    /** By the browser's own protocol: the library writes its constants in the case of the machine's language. */
    private void prefer(String scheme) {
        JsonArray features = new JsonArray();
        features.add(feature("prefers-color-scheme", scheme));
        features.add(feature("prefers-reduced-motion", "reduce"));
        JsonObject media = new JsonObject();
        media.add("features", features);
        context.newCDPSession(page).send("Emulation.setEmulatedMedia", media);
    }

    private static JsonObject feature(String name, String value) {
        JsonObject feature = new JsonObject();
        feature.addProperty("name", name);
        feature.addProperty("value", value);
        return feature;
    }

    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }
}
