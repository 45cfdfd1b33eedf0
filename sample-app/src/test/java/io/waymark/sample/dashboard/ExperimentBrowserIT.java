/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sample.demo-data=true")
class ExperimentBrowserIT extends SignedInTest {

    private static final String CONTROL = "Plants that stay alive in real rooms";
    private static final String FORGIVING = "Plants that forgive a busy week";

    @AfterEach
    void aRefusedFormIsNotedAsAnErrorByTheBrowser() {
        visit.complaints().removeIf(complaint -> complaint.contains("status of 400"));
    }

    @Test
    void anExperimentOfTheShopIsStartedRampedAndShippedToEveryone() throws Exception {
        assertThat(headlines(6)).isEqualTo(new Headlines(6, 0));
        Page page = visit.open("/experiments/home-headline");
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("draft");
        start(page);
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("running");
        Headlines split = headlines(40);
        assertThat(split.control()).isPositive();
        assertThat(split.forgiving()).isPositive();

        page.locator("a", new Page.LocatorOptions().setHasText("Manage")).click();
        page.fill("#m-traffic", "50");
        page.fill("#m-w1", "80");
        page.fill("#m-w2", "10");
        page.locator("button", new Page.LocatorOptions().setHasText("Preview")).click();
        PlaywrightAssertions.assertThat(page.locator(".wm-errors")).containsText("sum up to 100 per cent");
        page.fill("#m-w2", "20");
        page.locator("button", new Page.LocatorOptions().setHasText("Preview")).click();
        PlaywrightAssertions.assertThat(page.locator("#preview")).containsText("0 people move");
        visit.look("experiment-preview");
        page.fill("#m-traffic-why", "Fewer for now");
        page.locator("button", new Page.LocatorOptions().setHasText("Change it"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("#history tbody tr").first())
                .containsText("Fewer for now");

        page.fill("#m-unit", "kim");
        page.locator("form[action*='/override'] button").first().click();
        PlaywrightAssertions.assertThat(page.locator("#overrides")).containsText("kim");
        page.locator("form[action*='/pause'] input[type=checkbox]").check();
        page.locator("form[action*='/pause'] button").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("paused");
        assertThat(headlines(6)).isEqualTo(new Headlines(6, 0));
        visit.look("experiment-manage");
        page.locator("form[action*='/resume'] button").click();

        page.locator(".wm-crumb a").last().click();
        visit.drawn();
        page.locator("summary", new Page.LocatorOptions().setHasText("Conclude"))
                .click();
        page.selectOption("#ship", "forgiving");
        page.fill("#ship-why", "It won");
        page.locator("form[action*='/conclude'] input[type=checkbox]").check();
        page.locator("form[action*='/conclude'] button").click();
        PlaywrightAssertions.assertThat(page.locator(".wm-note")).containsText("forgiving");
        assertThat(headlines(6)).isEqualTo(new Headlines(0, 6));

        page.locator("a", new Page.LocatorOptions().setHasText("Manage")).click();
        page.locator("form[action*='/archive'] button").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("archived");
        assertThat(headlines(2)).isEqualTo(new Headlines(0, 2));
        page = visit.open("/experiments");
        PlaywrightAssertions.assertThat(page.locator("tbody")).not().containsText("home-headline");
        page.locator("a", new Page.LocatorOptions().setHasText("archived experiment"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("tbody")).containsText("home-headline");
    }

    @Test
    void whatIsWrongIsSaidAtTheField() {
        Page page = visit.open("/experiments/new");
        page.fill("#x-key", "search-box");
        page.fill("#x-goal", "never_tracked");
        page.fill("[name=k2]", "wide");
        page.fill("[name=w2]", "40");
        submit(page);
        PlaywrightAssertions.assertThat(page.locator("#x-variants-fault")).containsText("they sum up to 90");
        page.fill("[name=w1]", "0");
        page.fill("[name=w2]", "100");
        page.fill("#x-segment", "nobody-knows-it");
        submit(page);
        PlaywrightAssertions.assertThat(page.locator("#x-segment-fault")).containsText("names no segment");
        page.fill("#x-segment", "repeat-buyers");
        page.fill("[name=cp1]", "country");
        page.selectOption("[name=co1]", "attribute");
        page.selectOption("[name=cx1]", "in");
        page.fill("[name=cv1]", "DE, AT");
        page.fill("[name=layer]", "search");
        page.fill("#x-sample", "many");
        submit(page);
        PlaywrightAssertions.assertThat(page.locator("#x-sample-fault")).containsText("must be a number");
        page.fill("#x-sample", "2000");
        submit(page);
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("draft");
        PlaywrightAssertions.assertThat(page.locator("[name=cv1]")).hasValue("DE, AT");
        PlaywrightAssertions.assertThat(page.locator("[name=layerTo]")).hasValue("100");
        PlaywrightAssertions.assertThat(page.locator(".wm-editform"))
                .containsText("No event of this name has been tracked yet");
        start(page);
        PlaywrightAssertions.assertThat(page.locator("#x-variants-fault"))
                .containsText("without people in the control");
        visit.look("experiment-faults");
    }

    private static void submit(Page page) {
        page.locator(".wm-editform button[type=submit]").click();
    }

    private static void start(Page page) {
        page.locator("summary", new Page.LocatorOptions().setHasText("Start")).click();
        page.locator("form[action*='/start'] input[type=checkbox]").check();
        page.locator("form[action*='/start'] button").click();
    }

    private record Headlines(int control, int forgiving) {}

    /** What as many new visitors read. */
    private Headlines headlines(int visitors) throws IOException, InterruptedException {
        int control = 0;
        int forgiving = 0;
        for (int i = 0; i < visitors; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(origin() + "/"))
                    .header("User-Agent", "Firefox (Mobile)")
                    .build();
            String body = HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .build()
                    .send(request, BodyHandlers.ofString())
                    .body();
            control += body.contains(CONTROL) ? 1 : 0;
            forgiving += body.contains(FORGIVING) ? 1 : 0;
        }
        return new Headlines(control, forgiving);
    }
}
