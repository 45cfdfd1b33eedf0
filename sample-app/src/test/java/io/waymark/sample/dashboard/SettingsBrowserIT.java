/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sample.demo-data=true")
class SettingsBrowserIT extends SignedInTest {

    @AfterEach
    void aRefusedFormIsNotedAsAnErrorByTheBrowser() {
        visit.complaints().removeIf(complaint -> complaint.contains("status of 400"));
    }

    @Test
    void anAppIsMadeAndItsKeyShownOnceUsedAndRevoked() throws Exception {
        Page page = visit.open("/settings/apps");
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Apps and keys");
        page.locator("a", new Page.LocatorOptions().setHasText("New app")).click();
        visit.look("settings-app-new");
        page.fill("#app-name", "Outlet");
        page.fill("#app-zone", "Nowhere/Land");
        page.locator(".wm-editform button[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator(".wm-errors")).containsText("Time zone");
        page.fill("#app-zone", "Europe/Berlin");
        page.locator(".wm-editform button[type=submit]").click();

        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("New key of Outlet");
        page.fill("#key-name", "Outlet server");
        page.fill("#key-origins", "not an origin");
        page.locator(".wm-editform button[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator(".wm-errors")).containsText("Allowed origins");
        PlaywrightAssertions.assertThat(page.locator("#key-name")).hasValue("Outlet server");
        visit.look("settings-key-new");
        page.locator("input[value=reader]").check();
        page.locator(".wm-editform button[type=submit]").click();

        String secret = page.locator("#shown-key").textContent();
        assertThat(secret).matches("wm_s_[0-9A-Za-z]{43}");
        assertThat(page.locator(".wm-codebox .wm-copy").count()).isEqualTo(2);
        visit.look("settings-key-shown");
        assertThat(send(secret)).isEqualTo(200);
        page.locator("a", new Page.LocatorOptions().setHasText("I have kept it"))
                .click();

        Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("Outlet server"));
        PlaywrightAssertions.assertThat(row).containsText(secret.substring(0, 11));
        assertThat(page.content()).doesNotContain(secret);
        visit.look("settings-apps");
        everyPageShowsTheAppThatIsChosen();
        row.locator("a", new Locator.LocatorOptions().setHasText("Revoke")).click();
        visit.look("settings-key-revoke");
        page.locator("input[type=checkbox]").check();
        page.locator(".wm-editform button[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Outlet server")))
                .containsText("revoked");
        assertThat(send(secret)).isEqualTo(401);
    }

    private void everyPageShowsTheAppThatIsChosen() {
        Page page = visit.open("/settings/apps");
        page.getByLabel("Look at Outlet").click();
        visit.drawn();
        PlaywrightAssertions.assertThat(page.locator("summary.wm-appswitch")).containsText("Outlet");
        page.getByTitle("Events", new Page.GetByTitleOptions().setExact(true)).click();
        PlaywrightAssertions.assertThat(page.locator("#events tbody tr")).hasCount(1);
        page.getByTitle("Funnels", new Page.GetByTitleOptions().setExact(true)).click();
        PlaywrightAssertions.assertThat(page.locator("tbody tr")).hasCount(0);
        page.locator("summary.wm-appswitch").click();
        visit.look("settings-app-switch");
        page.locator("a.dropdown-item", new Page.LocatorOptions().setHasText("Fernway"))
                .click();
        assertThat(page.url()).contains("/funnels").doesNotContain("app=");
        assertThat(page.locator("tbody tr").count()).isPositive();
        visit.open("/settings/apps");
    }

    @Test
    void aQuotaIsSetAndHeldTo() {
        Page page = visit.open("/settings/tenants/1/quotas");
        visit.look("settings-quotas");
        page.fill("#q-funnels", "many");
        page.locator(".wm-editform button[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator(".wm-errors")).containsText("Stored funnels");
        page.fill("#q-funnels", "0");
        page.locator(".wm-editform button[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Stored funnels")))
                .containsText(Pattern.compile("Stored funnels\\s*\\d+\\s*0"));

        visit.open("/funnels/new?e1=product_viewed&e2=order_placed");
        page.locator("summary", new Page.LocatorOptions().setHasText("Save")).click();
        page.fill("#save-name", "One too many");
        page.locator("form[action*='/funnels'] button", new Page.LocatorOptions().setHasText("Save"))
                .last()
                .click();
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("There is no more to be had");
        visit.complaints().removeIf(complaint -> complaint.contains("status of 403"));

        visit.open("/settings/tenants/1/quotas");
        page.fill("#q-funnels", "");
        page.locator(".wm-editform button[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Stored funnels")))
                .containsText("no limit");
    }

    @Test
    void keysAreMadeWithoutScripts() {
        try (Visit plain = visitWithoutScripts()) {
            Page page = plain.page("/settings/apps");
            page.locator("a", new Page.LocatorOptions().setHasText("New key"))
                    .first()
                    .click();
            page.fill("#key-name", "Plain");
            page.fill("#key-origins", "https://shop.example");
            page.locator(".wm-editform button[type=submit]").click();
            assertThat(page.locator("#shown-key").textContent()).startsWith("wm_w_");
            page.locator("a", new Page.LocatorOptions().setHasText("I have kept it"))
                    .click();
            PlaywrightAssertions.assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Plain")))
                    .containsText("https://shop.example");
        }
    }

    private int send(String secret) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin() + "/analytics/api/events"))
                .header("X-Api-Key", secret)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"userId\":\"ada\",\"eventName\":\"order_placed\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
