/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sample.demo-data=true")
class ReportsBrowserIT extends SignedInTest {

    @Test
    void webShowsPagesSourcesPlacesAndDevicesOfThePeriod() {
        Page page = visit.open("/web?range=30d");
        assertThat(page.locator("#figures .wm-kpi-v").allTextContents()).hasSize(6);
        assertThat(page.locator("#pages .wm-spark path").count()).isEqualTo(10);
        assertThat(page.locator("#places tbody").textContent()).contains("Germany", "Austria");
        visit.look("web");

        choose(page, "#pages", "Entry");
        PlaywrightAssertions.assertThat(page.locator("#pages thead")).containsText("Entries");
        choose(page, "#sources", "Channel");
        PlaywrightAssertions.assertThat(page.locator("#sources tbody")).containsText("Organic Search");
        choose(page, "#devices", "Browser");
        PlaywrightAssertions.assertThat(page.locator("#devices tbody")).containsText("Safari");
        assertThat(page.url()).contains("pages=entries", "sources=channel", "devices=browser", "range=30d");
        page.reload();
        visit.drawn();
        PlaywrightAssertions.assertThat(page.locator("#devices tbody")).containsText("Safari");

        page.locator("a.wm-kpi", new Page.LocatorOptions().setHasText("Page views"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("#figures-h")).hasText("Page views per day");
        visit.drawn();
    }

    @Test
    void lifecycleAndStickinessShowWhoComesBack() {
        Page page = visit.open("/retention");
        page.locator(".wm-tabs a", new Page.LocatorOptions().setHasText("Lifecycle"))
                .click();
        visit.drawn();
        assertThat(page.locator("#answer .wm-legend li").allTextContents())
                .containsExactly("New", "Returning", "Resurrecting", "Dormant");
        visit.look("lifecycle");
        page.locator("#answer [aria-label='Show as table']").click();
        visit.drawn();
        PlaywrightAssertions.assertThat(page.locator("#answer tbody tr").first())
                .isVisible();
        assertThat(page.locator("#answer tbody tr").count()).isGreaterThan(6);

        page.locator(".wm-tabs a", new Page.LocatorOptions().setHasText("Stickiness"))
                .click();
        visit.drawn();
        assertThat(page.locator("#answer .wm-meta").textContent()).contains("% on average");
        visit.look("stickiness");
        page.fill(".wm-sentence [name=event]", "never_tracked");
        page.locator(".wm-sentence button").click();
        PlaywrightAssertions.assertThat(page.locator("#answer")).containsText("Nobody was active");
    }

    @Test
    void trendIsMeasuredSmoothedAndToldApart() {
        Page page = visit.open("/trends?range=30d&event=order_placed&measure=sum&property=amount&smooth=7");
        assertThat(page.locator("#answer-h").textContent()).isEqualTo("Sum");
        assertThat(page.locator("#answer .wm-legend li").count()).isEqualTo(3);
        visit.look("trend");

        page.selectOption(".wm-sentence [name=measure]", "total");
        page.fill(".wm-sentence [name=property]", "");
        page.fill(".wm-sentence [name=by]", "payment");
        page.locator(".wm-sentence button").click();
        PlaywrightAssertions.assertThat(page.locator("#answer .wm-legend")).containsText("CARD");
        visit.drawn();
        visit.look("trend-breakdown");
        page.locator("#answer [aria-label='Show as table']").click();
        visit.drawn();
        PlaywrightAssertions.assertThat(page.locator("#answer thead").first()).containsText("INVOICE");

        page = visit.open("/trends?measure=median");
        assertThat(page.locator("#answer h3").textContent()).isEqualTo("Which property?");
        page = visit.open("/trends?event=never_tracked");
        assertThat(page.locator("#answer h3").textContent()).startsWith("Nothing to measure");
    }

    @Test
    void peopleAreFoundAndTellWhatTheyDidSessionBySession() {
        Page page = visit.open("/people");
        visit.look("people");
        page.fill("[name=q]", "ADA-");
        page.locator(".wm-search button").click();
        PlaywrightAssertions.assertThat(page.locator("#people-h")).containsText("ADA-");
        page.locator(".wm-people a").first().click();
        visit.drawn();
        assertThat(page.locator("h1").textContent()).startsWith("ada-");
        assertThat(page.locator("#timeline .wm-visit").count()).isPositive();
        page.locator("#timeline .wm-facts summary").first().click();
        visit.look("person");
        page.locator("#timeline .wm-visit-h a").first().click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("Session of");
        visit.look("session");

        page = visit.open("/funnels?range=30d");
        page.locator("tbody th a").first().click();
        page.locator("a", new Page.LocatorOptions().setHasText("See people"))
                .first()
                .click();
        page.locator(".wm-people a").first().click();
        PlaywrightAssertions.assertThat(page.locator("#timeline-h")).hasText("Timeline");
    }

    @Test
    void journeysShowTheWaysBeforeAConversion() {
        Page page = visit.open("/journeys?range=30d&patterns=/plants/*");
        assertThat(page.locator("#answer .wm-meta").textContent()).contains("journeys of");
        visit.look("journeys");
        page.selectOption(".wm-sentence [name=mode]", "to");
        page.locator(".wm-sentence button").click();
        PlaywrightAssertions.assertThat(page.locator("#answer h3")).hasText("Which event?");
        page.fill(".wm-sentence [name=event]", "order_placed");
        page.locator(".wm-sentence button").click();
        visit.drawn();
        page.locator("#answer [aria-label='Show as table']").click();
        visit.drawn();
        PlaywrightAssertions.assertThat(page.locator("#answer tbody").first()).containsText("payment_submitted");
    }

    @Test
    void segmentsListTheirPeopleAndNarrowReports() {
        Page page = visit.open("/segments");
        visit.drawn();
        assertThat(page.locator("#segments tbody").textContent()).contains("Champions", "Dormant");
        visit.look("segments");
        page.locator("#segments tbody a", new Page.LocatorOptions().setHasText("Dormant"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Dormant");
        assertThat(page.locator("#members a").count()).isPositive();
        visit.look("segment");
        page.locator(".wm-page-act a", new Page.LocatorOptions().setHasText("Retention"))
                .click();
        assertThat(page.url()).contains("segment=dormant");
        PlaywrightAssertions.assertThat(page.locator("#ask")).containsText("Dormant");
    }

    private static void choose(Page page, String panel, String choice) {
        page.locator(panel)
                .locator(".wm-seg a", new Locator.LocatorOptions().setHasText(choice))
                .click();
    }
}
