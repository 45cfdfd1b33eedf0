/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ImportBrowserIT extends SignedInTest {

    @Test
    void aFileIsImportedAndItsBrokenLinesShown() {
        Page page = visit.open("/settings/import");
        PlaywrightAssertions.assertThat(page.locator("#import-runs")).containsText("Nothing imported yet");
        String csv = "event_name,user_id,occurred_at\nvisited_stall,kim,2024-05-01T10:00:00Z\n"
                + "visited_stall,kim,last year\n";
        page.setInputFiles(
                "#import-file", new FilePayload("stall.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        page.locator(".wm-editform button[type=submit]").click();

        Locator runs = page.locator("#import-runs");
        PlaywrightAssertions.assertThat(runs).containsText("stall.csv");
        PlaywrightAssertions.assertThat(runs).containsText("finished");
        PlaywrightAssertions.assertThat(runs).containsText("Line 3: timestamp must be an instant");
        visit.look("settings-import");
        page.navigate(page.url().replace("/settings/import", "/events"));
        PlaywrightAssertions.assertThat(page.locator("#events")).containsText("visited_stall");
    }
}
