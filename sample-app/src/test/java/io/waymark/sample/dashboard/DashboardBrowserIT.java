/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sample.demo-data=true")
class DashboardBrowserIT extends SignedInTest {

    @Test
    void overviewSwitchesItsChartAndKeepsTheQuestion() {
        Page page = visit.open("?range=7d");
        assertThat(page.locator("#figures-h").textContent()).isEqualTo("People per day");
        visit.look("overview");

        page.locator("a.wm-kpi", new Page.LocatorOptions().setHasText("Sessions"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("#figures-h")).hasText("Sessions per day");
        assertThat(page.url()).contains("metric=sessions").contains("range=7d");
        visit.drawn();

        page.getByLabel("Show as table").first().click();
        PlaywrightAssertions.assertThat(page.locator("#figures .wm-table tbody tr"))
                .hasCount(7);

        page.locator("a.wm-kpi", new Page.LocatorOptions().setHasText("Events")).click();
        page.getByTitle("Funnels", new Page.GetByTitleOptions().setExact(true)).click();
        assertThat(page.url()).contains("/funnels").contains("range=7d");
    }

    @Test
    void eventShowsItsLineItsPropertiesAndItsTail() {
        Page page = visit.open("/events");
        visit.look("events");
        page.locator("input[type=search]").pressSequentially("order_pl");
        PlaywrightAssertions.assertThat(page.locator("#events tbody tr")).hasCount(1);
        page.locator("#events tbody a").click();
        visit.drawn();
        assertThat(page.locator("h1").textContent()).contains("order_placed");
        assertThat(page.locator("#properties h3").allTextContents()).isNotEmpty();
        visit.look("event");
    }

    @Test
    void eventIsDefinedEditedSwitchedOffAfterAWarningAndFound() {
        Page page = visit.open("/events");
        page.locator("summary", new Page.LocatorOptions().setHasText("Define an event"))
                .click();
        page.fill("#define-name", "plant_watered");
        page.fill("#define-category", "Care");
        page.locator("form.wm-drop-form button", new Page.LocatorOptions().setHasText("Define"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText(Pattern.compile("plant_watered\\s+active"));
        visit.drawn();

        openEditor(page);
        page.fill("#edit-description", "Somebody <b>watered</b> a plant.");
        visit.look("event-edit");
        page.locator("button", new Page.LocatorOptions().setHasText("Save")).click();
        PlaywrightAssertions.assertThat(page.locator(".wm-page-sub")).containsText("Somebody <b>watered</b> a plant.");
        visit.drawn();

        openEditor(page);
        page.locator("[name=active]").uncheck();
        page.locator("button", new Page.LocatorOptions().setHasText("Save")).click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("inactive");

        page = visit.open("/event?name=cart_added");
        openEditor(page);
        page.locator("[name=active]").uncheck();
        page.locator("button", new Page.LocatorOptions().setHasText("Save")).click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Drop these events?");
        assertThat(page.locator("li").allTextContents()).contains("Funnel “From plant to order”");
        visit.look("event-deactivate");
        page.locator("a", new Page.LocatorOptions().setHasText("Cancel")).click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText(Pattern.compile("cart_added\\s+active.*"));

        page = visit.open("/events");
        assertThat(page.locator("#events tr", new Page.LocatorOptions().setHasText("cart_added"))
                        .textContent())
                .contains("not defined");
        visit.look("events-defined");
        page.selectOption("[name=category]", "Care");
        PlaywrightAssertions.assertThat(page.locator("#events tbody tr")).hasCount(1);
        assertThat(page.locator("#events tbody tr").textContent()).contains("plant_watered", "inactive");
    }

    @Test
    void eventIsSwitchedOffAndOnWithoutScripts() {
        try (Visit plain = visitWithoutScripts()) {
            Page page = plain.page("/event?name=checkout_started");
            openEditor(page);
            page.locator("[name=active]").uncheck();
            page.locator("button", new Page.LocatorOptions().setHasText("Save")).click();
            page.locator("[name=sure]").check();
            page.locator("button", new Page.LocatorOptions().setHasText("Drop them"))
                    .click();
            assertThat(page.locator("h1").textContent()).contains("inactive");
            openEditor(page);
            page.locator("[name=active]").check();
            page.locator("button", new Page.LocatorOptions().setHasText("Save")).click();
            assertThat(page.locator("h1").textContent()).doesNotContain("inactive");
        }
    }

    @Test
    void funnelIsBuiltSavedRenamedAndDeleted() {
        Page page = visit.open("/funnels/new?range=90d");
        page.fill("[name=e1]", "product_viewed");
        page.fill("[name=e2]", "cart_added");
        openMenuOfStep(page, 2);
        page.locator("button[value='where:2']").click();
        PlaywrightAssertions.assertThat(page.locator(".wm-condedit [name='p2.1']"))
                .isVisible();
        page.locator("button[value='nowhere:2.1']").click();
        PlaywrightAssertions.assertThat(page.locator(".wm-condedit [name='p2.1']"))
                .hasCount(0);
        page.locator("button[value=add]").click();
        page.locator(".wm-pickinput[name=e3]").fill("order_placed");
        page.locator(".wm-preview button").click();
        PlaywrightAssertions.assertThat(page.locator("#result .wm-fstep:not(.wm-fhead)"))
                .hasCount(3);
        visit.drawn();
        visit.look("funnel-new");

        page.locator("summary", new Page.LocatorOptions().setHasText("Save")).click();
        page.fill("#save-name", "Plant & <b>order</b>");
        page.locator("form[action*='/funnels'] button", new Page.LocatorOptions().setHasText("Save"))
                .last()
                .click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Plant & <b>order</b>");

        page.locator("summary", new Page.LocatorOptions().setHasText("Manage")).click();
        page.fill("#rename", "Plant to order");
        page.locator("button", new Page.LocatorOptions().setHasText("Rename")).click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Plant to order");

        page.locator("a", new Page.LocatorOptions().setHasText("See people"))
                .first()
                .click();
        visit.drawn();
        assertThat(page.locator(".wm-people li").count()).isPositive();

        page.goBack();
        page.locator("summary", new Page.LocatorOptions().setHasText("Manage")).click();
        page.locator("form[action*='/delete'] input[type=checkbox]").check();
        page.locator("form[action*='/delete'] button").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Funnels");
        assertThat(page.locator("tbody").textContent()).doesNotContain("Plant to order");
        visit.look("funnels");
    }

    @Test
    void declaredFunnelShowsStepsTrendAndTimes() {
        Page page = visit.open("/funnels?range=30d");
        page.locator("tbody th a").first().click();
        visit.drawn();
        assertThat(page.locator("#result .wm-fstep:not(.wm-fhead)").count()).isGreaterThan(2);
        visit.look("funnel");
    }

    @Test
    void retentionExplainsTheCellThatIsPicked() {
        Page page = visit.open("/retention");
        visit.look("retention");
        page.locator(".wm-ret tbody tr:nth-child(2) td[class*=s] a[hx-get]")
                .first()
                .click();
        PlaywrightAssertions.assertThat(page.locator("#picked-h")).hasText(Pattern.compile("Week of .*, week 1"));
        assertThat(page.url()).contains("cell=1");

        page.selectOption(".wm-sentence [name=period]", "7d");
        page.locator(".wm-sentence button").click();
        visit.drawn();
        assertThat(page.url()).contains("period=7d");
        PlaywrightAssertions.assertThat(page.locator(".wm-how").last()).containsText("from everybody’s own start");
        page.locator(".wm-ret .wm-size a").first().click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("Week of");
        visit.drawn();
        assertThat(page.locator("#people .wm-people a").count()).isPositive();
        visit.look("retention-people");
    }

    @Test
    void experimentShowsWhatItHasFound() {
        Page page = visit.open("/experiments");
        visit.look("experiments");
        page.locator("tbody th a", new Page.LocatorOptions().setHasText("Checkout button"))
                .click();
        visit.drawn();
        assertThat(page.locator(".wm-variant").count()).isGreaterThan(1);
        visit.look("experiment");
        page.locator("a", new Page.LocatorOptions().setHasText("How computed"))
                .first()
                .click();
        Locator drawer = page.locator(".wm-drawer.show");
        PlaywrightAssertions.assertThat(drawer).isVisible();
        assertThat(drawer.locator("math").count()).isPositive();
        PlaywrightAssertions.assertThat(drawer).containsText("with 95% probability");
        PlaywrightAssertions.assertThat(page.locator(".wm-variant").nth(1)).containsText("Lift, 95% probable");
        visit.look("experiment-how");
    }

    @Test
    void experimentIsPlannedStartedAndConcluded() {
        Page page = visit.open("/experiments/new");
        visit.look("experiment-new");
        page.fill("#x-key", "Not a key");
        page.fill("#x-goal", "order_placed");
        page.locator(".wm-editform .btn[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator(".wm-errors")).containsText("Key");

        page.fill("#x-key", "care-guide");
        page.fill("[name=k2]", "guide");
        page.locator(".wm-editform .btn[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("draft");

        page.locator("summary", new Page.LocatorOptions().setHasText("Start")).click();
        page.locator("form[action*='/start'] input[type=checkbox]").check();
        page.locator("form[action*='/start'] button").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("running");
        PlaywrightAssertions.assertThat(page.locator("#advice")).hasText("Nobody has seen a variant yet.");

        page.locator("summary", new Page.LocatorOptions().setHasText("Conclude"))
                .click();
        page.selectOption("#ship", "guide");
        page.locator("form[action*='/conclude'] input[type=checkbox]").check();
        page.locator("form[action*='/conclude'] button").click();
        PlaywrightAssertions.assertThat(page.locator("h1")).containsText("concluded");
        assertThat(page.locator(".wm-note").textContent()).contains("guide");
        // The refused form was answered with 400, which the browser notes as an error.
        visit.complaints().removeIf(complaint -> complaint.contains("status of 400"));
    }

    @Test
    void testEventArrivesLive() {
        Page page = visit.open("/start");
        visit.look("start");
        page.locator("button", new Page.LocatorOptions().setHasText("Send a test event"))
                .click();
        PlaywrightAssertions.assertThat(page.locator("#tail")).containsText("test_event");

        page = visit.open("/live");
        PlaywrightAssertions.assertThat(page.locator("#tail")).containsText("test_event");
        visit.look("live");
    }

    @Test
    void healthShowsWhatHappensToEventsAndHowTheJobsStand() {
        Page page = visit.open("/settings/health");
        assertThat(page.locator("h1").textContent()).isEqualTo("Health");
        assertThat(page.locator("#ingest").textContent()).contains("to the database", "In the spool");
        assertThat(page.locator("#jobs tbody tr").count()).isGreaterThan(1);
        visit.look("health");
    }

    @Test
    void everyPageWorksWithoutScripts() {
        try (Visit plain = visitWithoutScripts()) {
            Page page = plain.page("/funnels/new?e1=product_viewed&e2=order_placed&range=90d");
            assertThat(page.locator("#result .wm-fstep:not(.wm-fhead)").count()).isEqualTo(2);
            page.locator("button[value=add]").click();
            assertThat(page.locator(".wm-pickinput[name=e3]").count()).isEqualTo(1);
            page.locator("summary.wm-ask-b").first().click();
            page.locator("a", new Page.LocatorOptions().setHasText("Last 7 days"))
                    .click();
            assertThat(page.url()).contains("range=7d").contains("e1=product_viewed");
            assertThat(plain.page("/overview/figures?view=table")
                            .locator("#figures tbody tr")
                            .count())
                    .isPositive();
            assertThat(plain.page("/retention").locator(".wm-ret tbody tr").count())
                    .isPositive();
        }
    }

    private static void openEditor(Page page) {
        page.locator("summary", new Page.LocatorOptions().setHasText("Edit")).click();
    }

    private static void openMenuOfStep(Page page, int step) {
        page.locator(".wm-stepbox").nth(step - 1).locator("summary").click();
    }
}
