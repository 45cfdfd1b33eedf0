/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;
import io.waymark.analytics.track.Ingest;
import io.waymark.sample.ShopClock;
import io.waymark.sample.Tracked;
import io.waymark.sample.dashboard.Crowd.Headlines;
import io.waymark.sample.dashboard.Crowd.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sample.demo-data=true")
class ExperimentBrowserIT extends SignedInTest {

    private static final Pattern COUNTS = Pattern.compile("([0-9,]+) of ([0-9,]+) people");

    @Autowired
    private Ingest ingest;

    @Autowired
    @Qualifier("analyticsClock")
    private ShopClock clock;

    private Crowd crowd;

    @BeforeEach
    void nobodyHasCome() {
        crowd = new Crowd(origin());
    }

    @AfterEach
    void theClockIsRightAgain() {
        clock.ahead(Duration.ZERO);
        // A refused form is noted as an error by the browser.
        visit.complaints().removeIf(complaint -> complaint.matches("(?s).*status of 4(00|09).*"));
    }

    @Test
    void anExperimentIsCreatedReadAndShippedToEveryone() throws Exception {
        clock.ahead(Duration.ofHours(-6 * 24 - 8));
        assertThat(crowd.headlines(6)).isEqualTo(new Headlines(6, 0));
        Page page = Draft.start(Draft.ofTheHomePage(visit));
        List<Visitor> visitors = crowd.ofEach(110);
        read("It is too early to say anything.");

        clock.ahead(Duration.ZERO);
        int ofControl = 0;
        int ofForgiving = 0;
        int looked = 0;
        for (Visitor visitor : visitors) {
            boolean looks = visitor.forgiving() ? ofForgiving++ % 5 < 3 : ofControl++ % 5 < 1;
            if (looks) {
                crowd.looksAtAPlant(visitor);
                looked += visitor.forgiving() ? 1 : 0;
            }
        }
        ofForgiving += crowd.comes().forgiving() ? 1 : 0;
        read("It is too early to say anything.");
        visit.says(".wm-advice", "6 of at least 7 days");
        PlaywrightAssertions.assertThat(page.locator(".wm-variant").nth(1))
                .containsText(looked + " of " + ofForgiving + " people");
        rampedOverriddenAndPaused(page);

        clock.ahead(Duration.ofHours(20));
        read("Ship forgiving.");
        visit.says(".wm-advice", "however often you look");
        visit.says(".wm-variant.is-best", "forgiving");

        clock.ahead(Duration.ofHours(26));
        read("Something is wrong with the data.");
        visit.says(".wm-advice", "in the last 24 hours");
        PlaywrightAssertions.assertThat(page.locator(".wm-variant.is-best")).hasCount(0);
        page.fill("#reason", "The campaign is over.");
        page.locator("form[action*='/acknowledge'] button").click();
        PlaywrightAssertions.assertThat(page.locator("#advice")).hasText("Ship forgiving.");
        visit.says(".wm-variant.is-best", "forgiving");

        page.locator(".wm-ship summary").click();
        page.fill("#advised-why", "It won");
        page.locator(".wm-ship input[type=checkbox]").check();
        page.locator(".wm-ship button").click();
        visit.says(".wm-note", "forgiving");
        assertThat(crowd.headlines(6)).isEqualTo(new Headlines(0, 6));
        archived(page);
    }

    private void rampedOverriddenAndPaused(Page page) throws Exception {
        page.locator("a", new Page.LocatorOptions().setHasText("Manage")).click();
        page.fill("#m-traffic", "50");
        page.fill("#m-w1", "80");
        page.fill("#m-w2", "10");
        button(page, "Preview").click();
        visit.says(".wm-errors", "sum up to 100 per cent");
        page.fill("#m-w2", "20");
        button(page, "Preview").click();
        visit.says("#preview", "0 people move");
        visit.look("experiment-preview");
        page.fill("#m-traffic-why", "Fewer for now");
        button(page, "Change it").click();
        PlaywrightAssertions.assertThat(page.locator("#history tbody tr").first())
                .containsText("Fewer for now");

        page.fill("#m-unit", "kim");
        page.locator("form[action*='/override'] button").first().click();
        visit.says("#overrides", "kim");
        page.locator("form[action*='/pause'] input[type=checkbox]").check();
        page.locator("form[action*='/pause'] button").click();
        visit.says("h1", "paused");
        assertThat(crowd.headlines(6)).isEqualTo(new Headlines(6, 0));
        visit.look("experiment-manage");
        page.locator("form[action*='/resume'] button").click();
        visit.says("h1", "running");
    }

    private void archived(Page page) throws Exception {
        page.locator("a", new Page.LocatorOptions().setHasText("Manage")).click();
        visit.says("#history", "The campaign is over.");
        page.locator("form[action*='/archive'] button").click();
        visit.says("h1", "archived");
        assertThat(crowd.headlines(2)).isEqualTo(new Headlines(0, 2));
        visit.open("/experiments");
        PlaywrightAssertions.assertThat(page.locator("tbody")).not().containsText("home-headline");
        page.locator("a", new Page.LocatorOptions().setHasText("archived experiment"))
                .click();
        visit.says("tbody", "home-headline");
    }

    /** Reads the advice, once all that has happened is stored. */
    private void read(String advice) {
        Tracked.pushOutWhatWaits(ingest);
        Page page = visit.open("/experiments/home-headline");
        PlaywrightAssertions.assertThat(page.locator("#advice")).hasText(advice);
    }

    @Test
    void whatIsWrongIsSaidAtTheField() {
        Page page = Draft.begin(visit, "search-box", "wide", "never_tracked");
        page.fill("[name=w2]", "40");
        page.fill("#x-sample", "many");
        page.fill("#x-window", "soon");
        Draft.submit(page);
        visit.says("#x-variants-fault", "they sum up to 90");
        visit.says("#x-sample-fault", "must be a number");
        visit.says("#x-window-fault", "must be a number");
        page.fill("[name=w1]", "0");
        page.fill("[name=w2]", "100");
        page.fill("#x-sample", "2000");
        page.fill("#x-window", "90");
        page.selectOption("[name=windowUnit]", "m");
        page.fill("#x-segment", "nobody-knows-it");
        Draft.addMetric(page, "Sum");
        Draft.addMetric(page, "Funnel");
        page.fill("#x-m1-key", "goal");
        page.fill("#x-m1-e1", "order_placed");
        page.fill("#x-m2-key", "through");
        page.fill("#x-m2-e1", "cart_added");
        page.fill("#x-m2-window", "-1");
        Draft.submit(page);
        visit.says("#x-m1-key-fault", "must differ");
        visit.says("#x-m1-property-fault", "is missing");
        visit.says("#x-m2-e2-fault", "must name an event");
        visit.says("#x-m2-window-fault", "must be longer than 0");
        visit.look("experiment-faults");
        page.fill("#x-m1-key", "revenue");
        page.fill("#x-m1-property", "amount");
        page.selectOption("#x-m1-role", "GUARDRAIL");
        page.fill("#x-m2-e2", "never_tracked_either");
        page.fill("#x-m2-window", "45");
        page.selectOption("[name='m2.windowUnit']", "m");
        Draft.submit(page);
        visit.says("#x-segment-fault", "names no segment");
        page.fill("#x-segment", "repeat-buyers");
        Draft.button(page, "condition").click();
        page.fill("[name=cp1]", "country");
        page.selectOption("[name=co1]", "attribute");
        page.selectOption("[name=cx1]", "in");
        page.fill("[name=cv1]", "DE, \"5\", 5");
        Draft.button(page, "where:goal").click();
        page.fill("[name='goal.p1']", "wide");
        page.fill("[name='goal.v1']", "true");
        page.fill("[name=layer]", "search");
        Draft.submit(page);
        visit.says("h1", "draft");
        for (int saved = 0; saved < 2; saved++) {
            visit.holds("[name=cv1]", "DE, \"5\", 5");
            visit.holds("[name='goal.v1']", "true");
            visit.holds("[name=layerTo]", "100");
            visit.holds("#x-window", "90");
            visit.holds("[name=windowUnit]", "m");
            visit.holds("#x-m2-window", "45");
            visit.holds("#x-m1-role", "GUARDRAIL");
            Draft.submit(page);
        }
        PlaywrightAssertions.assertThat(page.locator(".wm-editform .wm-warn")).hasCount(2);
        PlaywrightAssertions.assertThat(page.locator(".wm-editform .wm-warn").first())
                .containsText("No event of this name has been tracked yet");
        visit.says("form[action*='/start']", "Never tracked yet: never_tracked, never_tracked_either.");
        Draft.start(page);
        visit.says("#x-variant1-fault", "without people in the control");
    }

    @Test
    void metricsAreAddedAndTakenAwayWithoutScripts() {
        try (Visit plain = visitWithoutScripts()) {
            Page page = plain.page("/experiments/new");
            page.fill("#x-key", "plain");
            Draft.addMetric(page, "Mean");
            assertThat(page.inputValue("#x-key")).isEqualTo("plain");
            Draft.button(page, "unmetric:1").click();
            PlaywrightAssertions.assertThat(page.locator(".wm-metricbox")).hasCount(0);
            assertThat(page.inputValue("#x-key")).isEqualTo("plain");
        }
    }

    @Test
    void aRunningExperimentShowsWhatIsFrozenAndWhy() {
        Page page = Draft.begin(visit, "frozen", "b", "order_placed");
        Draft.submit(page);
        page.fill("#x-goal", "cart_added");
        Page another = page.context().newPage();
        another.navigate(origin() + "/analytics/experiments/frozen");
        Draft.start(another);
        PlaywrightAssertions.assertThat(another.locator("h1")).containsText("running");
        another.close();

        Draft.submit(page);
        visit.says(".wm-errors", "Goal: cannot be changed once the experiment has been started");
        visit.says("#frozen", "order_placed");
        visit.says("#frozen", "can make any variant win");
        PlaywrightAssertions.assertThat(page.locator("#x-goal")).hasCount(0);
        page.fill("#x-name", "Frozen, but not its name");
        Draft.addMetric(page, "Retention");
        page.fill("#x-m1-key", "back");
        page.fill("#x-m1-e1", "$pageview");
        page.fill("#x-m1-periods", "some");
        Draft.submit(page);
        visit.says("#x-m1-periods-fault", "must be a number");
        page.fill("#x-m1-periods", "1");
        visit.look("experiment-edit");
        Draft.submit(page);
        visit.says("h1", "Frozen, but not its name");
        PlaywrightAssertions.assertThat(page.locator(".wm-metrics").first()).containsText("back");
    }

    @Test
    void thePlannerStartsFromWhatTheAppCounts() {
        Page page = visit.open("/experiments/checkout-button/plan");
        Counts counted = counts(page.locator(".wm-editform").textContent());
        double rate = Double.parseDouble(page.inputValue("#rate"));
        assertThat(rate).isPositive();
        assertThat(rate).isCloseTo(100.0 * counted.some() / counted.people(), within(0.01));
        assertThat(Double.parseDouble(page.inputValue("#perDay"))).isCloseTo(counted.people() / 28.0, within(1.0));
        page.fill("#effect", "10");
        Draft.submit(page);
        long forTen = needed(page);
        page.fill("#effect", "20");
        Draft.submit(page);
        assertThat((double) forTen / needed(page)).isBetween(3.5, 4.1);
        page.fill("#entry", "checkout_started");
        Draft.submit(page);
        assertThat(Double.parseDouble(page.inputValue("#rate"))).isGreaterThan(rate);
        assertThat(needed(page)).isLessThan(forTen / 4);
    }

    @Test
    void theReportIsPrintedAndDownloadedWithTheNumbersOfThePage() {
        Page page = visit.open("/experiments/checkout-button");
        List<String> cards = page.locator(".wm-variant .wm-rate").allTextContents();
        String lift = page.locator(".wm-variant .wm-lift").first().textContent();
        List<String> csv =
                download(page, "a[href*='format=csv']").text().lines().toList();
        JsonArray json = JsonParser.parseString(
                        download(page, "a[href*='format=json']").text())
                .getAsJsonObject()
                .getAsJsonArray("variants");
        page.locator("a", new Page.LocatorOptions().setHasText("Report")).click();
        visit.drawn();
        assertThat(page.locator(".wm-variant .wm-rate").allTextContents()).isEqualTo(cards);
        for (int i = 0; i < cards.size(); i++) {
            Counts counts = counts(cards.get(i));
            String[] cells = csv.get(i + 1).split(",");
            JsonObject variant = json.get(i).getAsJsonObject();
            assertThat(counts.some())
                    .isPositive()
                    .isEqualTo(number(cells[2]))
                    .isEqualTo(variant.get("conversions").getAsLong());
            assertThat(counts.people())
                    .isEqualTo(number(cells[1]))
                    .isEqualTo(variant.get("users").getAsLong());
        }
        double relative = json.get(1)
                .getAsJsonObject()
                .getAsJsonObject("lift")
                .get("relative")
                .getAsDouble();
        assertThat(Double.parseDouble(csv.get(2).split(",")[6])).isCloseTo(relative, within(1e-9));
        assertThat(Double.parseDouble(lift.replace("%", "").replace("−", "-").strip()))
                .isCloseTo(100 * relative, within(0.06));
        visit.print(true);
        PlaywrightAssertions.assertThat(page.locator(".wm-side")).isHidden();
        PlaywrightAssertions.assertThat(page.locator(".wm-page-act")).isHidden();
        PlaywrightAssertions.assertThat(page.locator(".wm-variant").first()).isVisible();
        assertThat(page.pdf()).hasSizeGreaterThan(20_000);
        visit.print(false);
    }

    @Test
    void theResultIsBrokenDownByAPropertyAtExposure() {
        Page page = visit.open("/experiments/checkout-button");
        long people = 0;
        for (String card : page.locator(".wm-variant .wm-rate").allTextContents()) {
            people += counts(card).people();
        }
        PlaywrightAssertions.assertThat(page.locator("#by-names option[value=device]"))
                .hasCount(1);
        page.fill("#by", "device");
        page.locator("#breakdown .btn").click();
        Locator rows = page.locator("#breakdown tbody tr");
        PlaywrightAssertions.assertThat(rows).hasCount(3);
        visit.drawn();
        assertThat(page.url()).contains("by=device");
        visit.says("#breakdown", "exploratory");
        long divided = 0;
        for (Locator row : rows.all()) {
            divided += number(row.locator("td").first().textContent());
        }
        assertThat(divided).isEqualTo(people);
        JsonArray parts = JsonParser.parseString(page.request()
                        .get(
                                origin()
                                        + "/analytics/api/experiments/checkout-button/results/breakdown?property=device",
                                RequestOptions.create()
                                        .setHeader("X-Api-Key", "fernway-demo-key-do-not-use-in-production-0001"))
                        .text())
                .getAsJsonObject()
                .getAsJsonArray("parts");
        long overHttp = 0;
        for (JsonElement part : parts) {
            overHttp += part.getAsJsonObject().get("people").getAsLong();
        }
        assertThat(overHttp).isEqualTo(people);
        assertThat(download(page, "#breakdown a[download]").text().lines()).hasSize(1 + 2 * parts.size());
        visit.look("experiment-breakdown");
    }

    private APIResponse download(Page page, String link) {
        return page.request().get(origin() + page.locator(link).first().getAttribute("href"));
    }

    private static Locator button(Page page, String text) {
        return page.locator("button", new Page.LocatorOptions().setHasText(text));
    }

    private static Counts counts(String text) {
        Matcher counts = COUNTS.matcher(text);
        assertThat(counts.find()).as(text).isTrue();
        return new Counts(number(counts.group(1)), number(counts.group(2)));
    }

    private record Counts(long some, long people) {}

    private static long needed(Page page) {
        return number(page.locator(".wm-dl strong").textContent());
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", "").strip());
    }
}
