/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.waymark.analytics.Event;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.trend.TrendReports;
import io.waymark.sample.ShopTest;
import io.waymark.sample.Tracked;
import io.waymark.sample.dashboard.Chromium;
import io.waymark.sample.order.CheckoutButton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

@ShopTest
@Import(TrialPages.class)
@TestPropertySource(
        properties = {"analytics.web.page-views.enabled=true", "analytics.web.page-views.include=/served/**"})
class TrackerBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DOOR = "**/analytics/track";
    private static final String RETRY = "window.dispatchEvent(new Event('online'))";

    private static Chromium chromium;

    @Autowired
    private Ingest ingest;

    @Autowired
    private TrendReports trends;

    @Autowired
    private Persons persons;

    @Autowired
    private Experiments experiments;

    @LocalServerPort
    private int port;

    private BrowserContext browser;
    private Page page;
    private final List<String> complaints = new ArrayList<>();
    private Tracked tracked;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void begin() {
        browser = chromium.context();
        page = tab();
        tracked = new Tracked(ingest, trends);
    }

    @AfterEach
    void nothingIsComplainedAboutAndNoCookieSet() {
        assertThat(complaints).isEmpty();
        assertThat(browser.cookies()).isEmpty();
        browser.close();
    }

    @Test
    void viewsAreTrackedOnLoadAndWhenThePathChanges() {
        open(page, "/trial/first?utm_source=mail");
        page.evaluate("history.pushState({}, '', '/trial/second'); document.title = 'Second'");
        eventually("$pageview", 2);
        page.evaluate("history.replaceState({}, '', '/trial/second?filter=1')");
        page.evaluate("history.back()");
        List<Event> views = eventually("$pageview", 3);

        assertThat(views)
                .extracting(view -> view.properties().get("$pathname"))
                .containsExactly("/trial/first", "/trial/second", "/trial/first");
        assertThat(views)
                .extracting(view -> view.properties().get("title"))
                .containsExactly("Trial /trial/first", "Second", "Second");
        assertThat(views)
                .extracting(view -> view.properties().get("$referrer"))
                .startsWith(null, origin() + "/trial/first?utm_source=mail");
        assertThat(views)
                .extracting(view -> view.properties().get("utm_source"))
                .containsExactly("mail", null, "mail");
        assertThat(views.get(0).properties())
                .containsEntry("$current_url", origin() + "/trial/first?utm_source=mail")
                .containsEntry("$host", "127.0.0.1");
        assertThat(views)
                .extracting(Event::distinctId)
                .allMatch(id -> id.startsWith("visitor "))
                .containsOnly(views.get(0).distinctId());
        assertThat(page.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void fragmentsArePagesOnRequest() {
        open(page, "/trial/hash?with=data-hash");
        page.evaluate("location.hash = '#/settings'");
        assertThat(eventually("$pageview", 2).get(1).properties().get("$current_url"))
                .isEqualTo(origin() + "/trial/hash?with=data-hash#/settings");
    }

    @Test
    void clicksAreTrackedByAttributes() {
        open(page, "/trial/clicks?with=data-outbound%20data-downloads");
        page.click("#plain b");
        page.click("#outbound");
        page.click("#download");
        page.click("#field");
        page.click("#form button");

        assertThat(eventually("form_sent", 1)).hasSize(1);
        assertThat(eventually("plan_chosen", 1).get(0).properties())
                .containsEntry("plan_name", "pro")
                .containsEntry("$pathname", "/trial/clicks")
                .doesNotContainKey("event");
        assertThat(eventually("outbound_click", 1).get(0).properties())
                .containsEntry("url", "http://localhost:1/there");
        assertThat(eventually("file_download", 1).get(0).properties())
                .containsEntry("url", origin() + "/trial/list.csv");
    }

    @Test
    void clicksOnOtherLinksAreTrackedOnRequestOnly() {
        open(page, "/trial/clicks");
        page.click("#outbound");
        page.evaluate("trackEvent('done')");
        eventually("done", 1);
        assertThat(tracked.events()).extracting(Event::name).containsExactlyInAnyOrder("$pageview", "done");
    }

    @Test
    void clickThatLeavesThePageIsSent() {
        open(page, "/trial/leaving");
        page.click("#leave");
        page.waitForURL("**/trial/next");
        assertThat(eventually("left", 1).get(0).properties()).containsEntry("$pathname", "/trial/leaving");
        assertThat(eventually("$pageview", 2).get(1).properties()).containsEntry("$pathname", "/trial/next");
    }

    @Test
    void variantIsAskedForOnceAPageAndCountsAsSeen() {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/variant")) {
                asked.add(request.postData());
            }
        });
        open(page, "/trial/button");

        Object variants = page.evaluate("Promise.all([0, 1].map(() => waymark.variant('" + CheckoutButton.KEY + "')))");
        Event exposure = eventually("$experiment_exposure", 1).get(0);
        String variant = experiments.variant(CheckoutButton.KEY, exposure.distinctId(), false);
        assertThat(variants).isEqualTo(List.of(variant, variant));
        assertThat(exposure.properties()).containsEntry("variant", variant);
        assertThat(exposure.distinctId()).startsWith("visitor ");
        assertThat(asked).hasSize(1);
        assertThat(page.evaluate("waymark.variant('nothing-of-that-kind')")).isEqualTo("control");
    }

    @Test
    void personIsKnownFromIdentifyOnAndCallsBeforeTheLoadCount() {
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/track")) {
                sent.add(request.postData());
            }
        });
        browser.addInitScript("window.analytics = [['track', 'early', { n: 1 }]]");
        open(page, "/trial/who");
        page.evaluate("analytics.identify('kim', { plan: 'pro' }); analytics.track('later')");
        page.evaluate("analytics.reset(); analytics.track('after')");
        Event early = eventually("early", 1).get(0);
        Event identify = eventually("$identify", 1).get(0);

        assertThat(early.properties()).containsEntry("n", 1);
        assertThat(early.distinctId()).startsWith("visitor ");
        assertThat(persons.find(early.distinctId()))
                .as("who it was, looking back")
                .isEqualTo(persons.find("kim"));
        assertThat(identify.distinctId()).isEqualTo("kim");
        assertThat(String.valueOf(identify.properties().get("$anon_distinct_id")))
                .startsWith("visitor ");
        assertThat(identify.properties()).containsEntry("$set", Map.of("plan", "pro"));
        assertThat(eventually("later", 1).get(0).distinctId()).isEqualTo("kim");
        eventually("after", 1);
        assertThat(sentAs(sent, "early")).isEmpty();
        assertThat(sentAs(sent, "later")).containsExactly("kim");
        assertThat(sentAs(sent, "after")).isEmpty();
    }

    @Test
    void anonymousIdIsKeptOnRequest() {
        open(page, "/trial/kept?with=data-persist=localStorage");
        Event first = eventually("$pageview", 1).get(0);
        page.evaluate("analytics.identify('kim-kept')");
        Event identify = eventually("$identify", 1).get(0);
        page.reload();
        Event second = eventually("$pageview", 2).get(1);

        assertThat(first.distinctId()).doesNotStartWith("visitor ").hasSizeGreaterThan(30);
        assertThat(identify.properties()).containsEntry("$anon_distinct_id", first.distinctId());
        assertThat(second.distinctId()).isEqualTo("kim-kept");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatCouldNotBeSentIsSentOnceAfterAReload(boolean answerIsLost) {
        open(page, "/trial/offline");
        eventually("$pageview", 1);
        browser.route(DOOR, fails(answerIsLost));
        page.evaluate("analytics.track('unlucky', { n: 1 })");
        untilPending(true);
        long time = ((Number) page.evaluate("JSON.parse(localStorage.getItem('waymark.pending'))[0].time")).longValue();
        assertThat(named("unlucky")).hasSize(answerIsLost ? 1 : 0);
        page.evaluate("analytics.track('unlucky too')");
        browser.unroute(DOOR);
        page.reload();
        eventually("$pageview", 2);
        untilPending(false);

        Event unlucky = eventually("unlucky", 1).get(0);
        assertThat(unlucky.occurredAt()).isEqualTo(Instant.ofEpochMilli(time));
        assertThat(eventually("unlucky too", 1)).hasSize(1);
        forgive("ERR_FAILED");
    }

    @Test
    void whatCouldNotBeSentIsSentWhenTheNetworkIsBack() {
        open(page, "/trial/offline");
        eventually("$pageview", 1);
        browser.setOffline(true);
        page.evaluate("analytics.track('unlucky')");
        untilPending(true);
        browser.setOffline(false);

        assertThat(eventually("unlucky", 1)).hasSize(1);
        untilPending(false);
        forgive("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void twoTabsDoNotCountTwice() {
        open(page, "/trial/tabs");
        eventually("$pageview", 1);
        browser.route(DOOR, fails(true));
        page.evaluate("analytics.track('unlucky')");
        untilPending(true);
        browser.unroute(DOOR);
        Page other = tab();
        open(other, "/trial/tabs");
        page.evaluate(RETRY);
        eventually("$pageview", 2);
        untilPending(false);

        assertThat(named("unlucky")).hasSize(1);
        forgive("ERR_FAILED");
    }

    @Test
    void blockedStorageIsNoReasonToStop() {
        browser.addInitScript("""
                Object.defineProperty(window, 'localStorage', {
                  get() { throw new DOMException('blocked', 'SecurityError'); }
                })""");
        open(page, "/trial/blocked?with=data-persist=localStorage");
        assertThat(eventually("$pageview", 1).get(0).distinctId()).startsWith("visitor ");
        browser.route(DOOR, fails(false));
        page.evaluate("analytics.track('unlucky')");
        page.waitForCondition(() -> complaints.toString().contains("ERR_FAILED"));
        browser.unroute(DOOR);
        page.evaluate(RETRY);

        assertThat(eventually("unlucky", 1)).hasSize(1);
        forgive("ERR_FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doNotTrack", "globalPrivacyControl"})
    void whoOptsOutIsLeftAlone(String wish) {
        browser.addInitScript("Object.defineProperty(navigator, '" + wish + "', { get: () => '1' })");
        List<String> requests = new ArrayList<>();
        browser.onRequest(request -> requests.add(request.url()));
        open(page, "/trial/private?with=data-persist=localStorage");
        page.evaluate("analytics.track('secret'); analytics.identify('kim'); trackEvent('secret')");
        page.click("#plain");
        page.click("#leave");
        page.waitForURL("**/trial/next");

        assertThat(requests).noneMatch(url -> url.endsWith("/track")).anyMatch(url -> url.endsWith("/tracker.js"));
        assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
        assertThat(tracked.events()).isEmpty();
    }

    @Test
    void viewsThatTheServerCountsAreNotCountedTwice() {
        open(page, "/served/page?utm_source=mail");
        page.evaluate("analytics.track('shown')");
        eventually("shown", 1);
        assertThat(named("$pageview"))
                .singleElement()
                .satisfies(view -> assertThat(view.properties())
                        .containsEntry("$pathname", "/served/page")
                        .doesNotContainKey("title"));
        page.evaluate("history.pushState({}, '', '/served/other')");
        assertThat(eventually("$pageview", 2).get(1).properties())
                .containsEntry("title", "Trial /served/page")
                .containsEntry("$referrer", origin() + "/served/page?utm_source=mail");
        assertThat(named("$pageview"))
                .extracting(Event::distinctId)
                .containsOnly(named("shown").get(0).distinctId());
        page.reload();
        page.evaluate("analytics.track('shown again')");
        eventually("shown again", 1);
        assertThat(named("$pageview")).hasSize(3);
    }

    @Test
    void viewsThatTheServerDoesNotSeeAreTheTrackers() {
        open(page, "/served/cached");
        page.evaluate("analytics.track('shown')");
        eventually("shown", 1);
        assertThat(named("$pageview")).hasSize(1);
        open(page, "/trial/elsewhere");
        page.goBack();
        List<Event> views = eventually("$pageview", 3);
        assertThat(views)
                .extracting(view -> view.properties().get("$pathname"))
                .containsExactly("/served/cached", "/trial/elsewhere", "/served/cached");
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        assertThat(eventually("$pageview", 4)).hasSize(4);
    }

    @Test
    void trackerIsAModuleToo() {
        open(page, "/trial/module?with=type=module");
        eventually("$pageview", 1);
        open(page, "/trial/import?with=nothing");
        page.evaluate(
                "key => import('/analytics/tracker.mjs').then(tracker => {"
                        + " tracker.init({ key, pageViews: 'off' }); tracker.track('imported', { same: tracker.default == window.waymark }) })",
                TrialPages.KEY);
        assertThat(eventually("imported", 1).get(0).properties()).containsEntry("same", true);
        assertThat(named("$pageview")).hasSize(1);
    }

    private Page tab() {
        Page tab = browser.newPage();
        tab.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        tab.onPageError(complaints::add);
        return tab;
    }

    private void open(Page tab, String path) {
        tab.navigate(origin() + path);
    }

    /** One address only: a visitor without cookie is another one from another address. */
    private String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** Not by the browser's own waiting: that evaluates text, which the page's policy forbids. */
    private void untilPending(boolean expected) {
        page.waitForCondition(() ->
                page.evaluate("localStorage.getItem('waymark.pending') != null").equals(expected));
    }

    private void forgive(String complaint) {
        complaints.removeIf(text -> text.contains(complaint));
    }

    private static Consumer<Route> fails(boolean afterwards) {
        return route -> {
            if (afterwards) {
                route.fetch();
            }
            route.abort();
        };
    }

    /** The distinct ids that the script gave events of a name. */
    private static List<String> sentAs(List<String> requests, String name) {
        return requests.stream()
                .flatMap(body ->
                        JsonMapper.shared().readTree(body).path("events").valueStream())
                .filter(event -> event.path("name").asString().equals(name))
                .flatMap(event -> event.path("distinctId").asStringOpt().stream())
                .toList();
    }

    /** Waits for as many events of a name as are expected, in the order in which they happened. */
    private List<Event> eventually(String name, int count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (named(name).size() < count && System.nanoTime() < end) {
            page.waitForTimeout(50);
        }
        List<Event> found = named(name);
        assertThat(found).as(name).hasSize(count);
        return found;
    }

    private List<Event> named(String name) {
        return tracked.events().stream()
                .filter(event -> event.name().equals(name))
                .sorted(Comparator.comparing(Event::occurredAt))
                .toList();
    }
}
