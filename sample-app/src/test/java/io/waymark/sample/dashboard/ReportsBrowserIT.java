/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Locale;
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

        page = visit.open("/web?range=30d&segment=dormant");
        PlaywrightAssertions.assertThat(page.locator("#ask")).containsText("Dormant");
        assertThat(page.locator("#figures .wm-kpi-v").first().textContent()).isEqualTo("0");
        page = visit.open("/web?range=30d");
        page.locator("#pages tbody a").first().click();
        visit.drawn();
        assertThat(page.locator("#people .wm-people a").count()).isPositive();
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
        page.locator("#answer tbody a").first().click();
        visit.drawn();
        assertThat(page.locator("#people .wm-people a").count()).isPositive();
        page.goBack();
        visit.drawn();

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

        page = visit.open("/trends/answer?range=30d&event=order_placed&measure=unique&view=table");
        page.locator("#answer tbody a").first().click();
        visit.drawn();
        assertThat(page.locator("#people .wm-people a").count()).isPositive();

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
        assertThat(page.locator("#answer .wm-fig-v").count()).isEqualTo(2);
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
        visit.drawn();
        assertThat(page.locator("#members .wm-people a").count()).isPositive();
        PlaywrightAssertions.assertThat(page.locator("#size .wm-how")).containsText("At the end of each day");
        visit.look("segment");
        choose(page, "#size", "Week");
        PlaywrightAssertions.assertThat(page.locator("#size .wm-how")).containsText("At the end of each week");
        visit.drawn();
        page.locator("#size [aria-label='Show as table']").click();
        PlaywrightAssertions.assertThat(page.locator("#size tbody tr").last()).containsText("not over");
        // Somebody may have become dormant in between.
        assertThat(number(
                        page.locator("#size tbody tr").last().locator(".wm-num").first()))
                .isCloseTo(size(page), within(2));
        page = visit.open("/segment?key=dormant&from=2015-01-01&to=2024-12-31");
        PlaywrightAssertions.assertThat(page.locator("#size h3")).hasText("Too long a time");
        page = visit.open("/segment?key=dormant");
        page.locator("summary", new Page.LocatorOptions().setHasText("Use in")).click();
        page.locator(".wm-page-act a", new Page.LocatorOptions().setHasText("Overview"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("#ask")).containsText("Dormant");
        // Nobody who is dormant did anything in the last 30 days.
        assertThat(page.locator("#figures .wm-kpi-v").first().textContent()).isEqualTo("0");
        page = visit.open("/?segment=active&metric=sessions");
        assertThat(page.locator("#figures .wm-kpi-v").first().textContent()).isNotEqualTo("0");
        assertThat(page.locator("#top tbody tr").count()).isPositive();
        page = visit.open("/segment?key=dormant");
        page.locator("summary", new Page.LocatorOptions().setHasText("Use in")).click();
        page.locator(".wm-page-act a", new Page.LocatorOptions().setHasText("Retention"))
                .click();
        assertThat(page.url()).contains("segment=dormant");
        PlaywrightAssertions.assertThat(page.locator("#ask")).containsText("Dormant");
    }

    @Test
    void segmentIsBuiltStoredChangedAndDeleted() {
        Page page = visit.open("/segments");
        page.locator(".wm-page-act a").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("New segment");
        page.fill("[name='e1.1']", "product_viewed");
        page.selectOption("[name='t1.1']", "last");
        page.fill("[name='d1.1']", "soon");
        apply(page);
        PlaywrightAssertions.assertThat(page.locator("[id='f-d1.1']")).containsText("whole number");
        page.fill("[name='d1.1']", "90");
        apply(page);
        PlaywrightAssertions.assertThat(page.locator("#segment-size")).not().hasText("0");
        int all = size(page);

        page.locator("summary", new Page.LocatorOptions().setHasText("Add condition"))
                .click();
        page.locator("button[value='add:1:did']").click();
        page.fill("[name='e1.2']", "order_placed");
        page.selectOption("[name='x1.2']", "1");
        apply(page);
        PlaywrightAssertions.assertThat(page.locator("#segment-size")).not().hasText(number(all));
        assertThat(size(page)).isBetween(1, all - 1);
        visit.look("segment-builder");

        save(page, "Window shoppers", "Not A Key");
        PlaywrightAssertions.assertThat(page.locator("#f-newkey")).containsText("lower-case");
        visit.complaints().removeIf(complaint -> complaint.contains("status of 400"));
        page.fill("#new-key", "");
        page.locator(".wm-drop-form button", new Page.LocatorOptions().setHasText("Save"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Window shoppers");
        assertThat(page.url()).contains("key=window-shoppers");
        page.fill("[name='n1.1']", "2");
        apply(page);
        page.locator(".wm-page-act > form button").click();
        PlaywrightAssertions.assertThat(page.locator("[name='n1.1']")).hasValue("2");
        PlaywrightAssertions.assertThat(page.locator(".wm-page-act > form")).hasCount(0);

        visit.open("/event?name=order_placed&segment=window-shoppers");
        assertThat(page.locator("#trend .wm-kpi-v").allTextContents()).containsExactly("0", "0");
        assertThat(page.locator("#properties h3").textContent()).isNotEmpty();
        page = visit.open("/segment?key=window-shoppers");

        page.locator("summary", new Page.LocatorOptions().setHasText("Manage")).click();
        page.check(".wm-drop-form [type=checkbox]");
        page.locator("button", new Page.LocatorOptions().setHasText("Delete segment"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("#segments tbody")).not().containsText("Window shoppers");
    }

    private void apply(Page page) {
        page.locator(".wm-preview button").click();
        visit.drawn();
    }

    private static void save(Page page, String name, String key) {
        page.locator("summary", new Page.LocatorOptions().setHasText("Save")).click();
        page.fill("#new-name", name);
        page.fill("#new-key", key);
        page.locator(".wm-drop-form button", new Page.LocatorOptions().setHasText("Save"))
                .click();
    }

    private static int size(Page page) {
        return number(page.locator("#segment-size"));
    }

    private static int number(Locator place) {
        return Integer.parseInt(place.textContent().replace(",", ""));
    }

    private static String number(int number) {
        return String.format(Locale.UK, "%,d", number);
    }

    private static void choose(Page page, String panel, String choice) {
        page.locator(panel)
                .locator(".wm-seg a", new Locator.LocatorOptions().setHasText(choice))
                .click();
    }
}
