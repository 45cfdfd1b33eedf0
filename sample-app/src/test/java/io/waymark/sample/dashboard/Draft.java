/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.regex.Pattern;

/** What people do with the form of an experiment. */
final class Draft {

    private Draft() {}

    /** In place of the one that the shop brings along. */
    static Page ofTheHomePage(Visit visit) {
        Page page = visit.open("/experiments/home-headline");
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("draft");
        page.locator("summary", new Page.LocatorOptions().setHasText("Delete")).click();
        page.locator("form[action*='/delete'] input[type=checkbox]").check();
        page.locator("form[action*='/delete'] button").click();
        PlaywrightAssertions.assertThat(page.locator("tbody")).not().containsText("home-headline");
        begin(visit, "home-headline", "forgiving", "product_viewed");
        page.fill("#x-name", "Headline of the home page");
        addMetric(page, "Count");
        page.fill("#x-m1-key", "plants-viewed");
        page.fill("#x-m1-e1", "product_viewed");
        submit(page);
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("draft");
        return page;
    }

    /** A new one: what it is called, the variant beside the control, and the event that is its goal. */
    static Page begin(Visit visit, String key, String variant, String goal) {
        Page page = visit.open("/experiments/new");
        page.fill("#x-key", key);
        page.fill("[name=k2]", variant);
        page.fill("#x-goal", goal);
        return page;
    }

    static void addMetric(Page page, String kind) {
        int before = page.locator(".wm-metricbox").count();
        page.locator("#x-metrics summary").click();
        page.locator(
                        "#x-metrics .wm-kinds button strong",
                        new Page.LocatorOptions().setHasText(Pattern.compile("^" + kind + "$")))
                .click();
        PlaywrightAssertions.assertThat(page.locator(".wm-metricbox")).hasCount(before + 1);
    }

    /** A button that adds a row, or takes one away. */
    static Locator button(Page page, String action) {
        return page.locator(".wm-editform button[value='" + action + "']");
    }

    static void submit(Page page) {
        page.locator(".wm-editform .btn[type=submit]").click();
    }

    static Page start(Page page) {
        page.locator("summary", new Page.LocatorOptions().setHasText("Start")).click();
        page.locator("form[action*='/start'] input[type=checkbox]").check();
        page.locator("form[action*='/start'] button").click();
        return page;
    }
}
