/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.Period;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.funnel.Funnel;
import io.waymark.analytics.funnel.FunnelQuery;
import io.waymark.analytics.funnel.FunnelReport;
import io.waymark.analytics.funnel.FunnelReports;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.CheckedDataSources;
import io.waymark.analytics.track.Ingest;
import io.waymark.analytics.trend.TrendReports;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@ShopTest
class ShopIT {

    private static final Map<String, String> FORM =
            Map.of("fullName", "Kim", "email", "kim@example.org", "address", "1 Fern Street", "payment", "CARD");

    @Autowired
    private Ingest ingest;

    @Autowired
    private TrendReports trends;

    @Autowired
    private Funnels funnels;

    @Autowired
    private FunnelReports funnelReports;

    @Autowired
    private Segments segments;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Persons persons;

    @Autowired
    private ApplicationContext shop;

    private final Customer customer;
    private Tracked tracked;

    ShopIT(@LocalServerPort int port) {
        this.customer = new Customer(URI.create("http://localhost:" + port));
    }

    @BeforeEach
    void lookWhereTheEventsBegin() {
        tracked = new Tracked(ingest, trends);
    }

    @Test
    void statementsAreChecked() {
        assertThat(CheckedDataSources.areAllOf(shop)).isTrue();
    }

    @Test
    void theWayOfACustomerIsTracked() throws Exception {
        customer.open("/?utm_source=newsletter");
        customer.open("/plants?q=fern");
        customer.open("/plants/boston-fern");
        customer.submit("/cart/boston-fern", Map.of("quantity", "2"));
        customer.open("/checkout");
        customer.submit("/checkout", Map.of("fullName", "Kim", "email", "", "address", "", "payment", "CARD"));
        customer.submit("/checkout", with("payment", "DECLINED_CARD"));
        HttpResponse<String> thanks = customer.submit("/checkout", FORM);

        assertThat(thanks.body()).contains("Thank you, <span>Kim</span>");
        List<Event> events = tracked.events();
        assertThat(events)
                .extracting(Event::name)
                .containsExactlyInAnyOrder(
                        "$pageview",
                        "$pageview",
                        "search_performed",
                        "$pageview",
                        "product_viewed",
                        "cart_added",
                        "$pageview",
                        "$pageview",
                        "checkout_started",
                        "$experiment_exposure",
                        "payment_submitted",
                        "payment_submitted",
                        "order_placed",
                        "$pageview");
        assertThat(events)
                .extracting(Event::distinctId)
                .allMatch(id -> id.startsWith("visitor-"))
                .containsOnly(events.get(0).distinctId());
        assertThat(events)
                .allSatisfy(event -> assertThat(event.properties())
                        .containsEntry("device", "mobile")
                        .containsEntry("source", "newsletter"));
        assertThat(one(events, "search_performed").properties())
                .containsEntry("query", "fern")
                .containsEntry("results", 1);
        assertThat(one(events, "product_viewed").properties())
                .containsEntry("slug", "boston-fern")
                .containsEntry("category", "Hanging")
                .hasEntrySatisfying("price", price -> assertThat(price).hasToString("16.9"));
        assertThat(one(events, "cart_added").properties())
                .containsEntry("slug", "boston-fern")
                .containsEntry("quantity", 2);
        assertThat(one(events, "order_placed").properties())
                .hasEntrySatisfying("amount", amount -> assertThat(amount).hasToString("39.7"))
                .containsEntry("items", 2)
                .containsEntry("payment", "CARD");
        assertThat(events)
                .filteredOn(event -> event.name().equals("payment_submitted"))
                .extracting(event -> event.properties().get("outcome"))
                .containsExactly("failure", "success");
    }

    @Test
    void theStoredFunnelCountsTheCustomer() throws Exception {
        List<Long> usersBefore = funnel();
        customer.open("/plants/aloe");
        customer.submit("/cart/aloe", Map.of());
        customer.open("/checkout");
        customer.submit("/checkout", FORM);
        tracked.events();

        assertThat(funnel())
                .isEqualTo(usersBefore.stream().map(users -> users + 1).toList());
    }

    @Test
    void whoSignsUpOrLogsInIsKnownByName() throws Exception {
        customer.open("/sign-up");
        customer.submit("/sign-up", Map.of("name", "Kim", "userName", "kim-1", "password", "long enough"));
        customer.open("/plants/aloe");

        List<Event> events = tracked.events();
        assertThat(one(events, "signed_up").distinctId()).isEqualTo("kim-1");
        assertThat(one(events, "product_viewed").distinctId()).isEqualTo("kim-1");
    }

    @Test
    void whoLogsInIsTheVisitorOfBeforeAndStartsAnewAfterLogout() throws Exception {
        customer.open("/plants/aloe");
        String visitor = one(tracked.events(), "product_viewed").distinctId();
        customer.open("/sign-up");
        customer.submit("/sign-up", Map.of("name", "Kim", "userName", "kim-2", "password", "long enough"));
        customer.submit("/logout", Map.of());
        customer.open("/plants/jade");
        String next = tracked.events().stream()
                .filter(event -> "jade".equals(event.properties().get("slug")))
                .map(Event::distinctId)
                .findFirst()
                .orElseThrow();
        assertThat(next).startsWith("visitor-").isNotEqualTo(visitor);
        assertThat(persons.find(next).orElseThrow().distinctIds()).containsExactly(next);

        customer.open("/login");
        customer.submit("/login", Map.of("username", "kim-2", "password", "long enough"));
        customer.open("/plants/pothos");

        List<Event> events = tracked.events();
        assertThat(events)
                .filteredOn(event -> event.name().equals("product_viewed"))
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(event -> persons.find(event.distinctId()))
                .containsOnly(persons.find("kim-2"));
        assertThat(events).filteredOn(event -> event.name().equals("$identify")).hasSize(2);
        assertThat(persons.find(visitor)).isEqualTo(persons.find("kim-2"));
        assertThat(persons.find("kim-2").orElseThrow().distinctIds()).containsExactlyInAnyOrder("kim-2", visitor, next);
    }

    @Test
    void aNameThatIsTakenSignsNobodyUp() throws Exception {
        customer.open("/sign-up");
        HttpResponse<String> page =
                customer.submit("/sign-up", Map.of("name", "Robin", "userName", "robin", "password", "long enough"));

        assertThat(page.body()).contains("Somebody else has this name already");
        assertThat(tracked.events()).extracting(Event::name).containsExactly("$pageview");
    }

    @Test
    void theUptimeProbeIsNotCounted() throws Exception {
        customer.open("/login");
        customer.submit("/login", Map.of("username", "uptime-probe", "password", "fern"));
        long counted = tracked.events().size();
        customer.open("/plants/aloe");

        assertThat(tracked.events()).hasSize((int) counted);
        assertThat(ingest.stats().dropped()).containsKey("uptime probe");
    }

    @Test
    void whoOrdersTwiceIsARepeatBuyer() throws Exception {
        customer.open("/login");
        customer.submit("/login", Map.of("username", "robin", "password", "fern"));
        for (int i = 0; i < 2; i++) {
            assertThat(customer.open("/account").body()).doesNotContain("Thank you for coming back");
            customer.open("/plants/jade");
            customer.submit("/cart/jade", Map.of());
            customer.open("/checkout");
            customer.submit("/checkout", FORM);
            tracked.events();
        }

        assertThat(segments.contains("repeat-buyers", "robin")).isTrue();
        assertThat(customer.open("/account").body()).contains("Thank you for coming back");
    }

    @Test
    void theButtonSaysWhatTheVariantSays() throws Exception {
        customer.open("/plants/jade");
        customer.submit("/cart/jade", Map.of());
        String page = customer.open("/checkout").body();

        String visitor = one(tracked.events(), "checkout_started").distinctId();
        String variant = experiments.variant("checkout-button", visitor, false);
        assertThat(page).contains(variant.equals("with-price") ? "Order now for € 19.80" : "Place order");
    }

    @Test
    void onlyAnalystsOpenTheDashboard() throws Exception {
        assertThat(customer.open("/analytics").uri().getPath()).isEqualTo("/login");
        customer.submit("/login", Map.of("username", "robin", "password", "fern"));
        assertThat(customer.open("/analytics").statusCode()).isEqualTo(403);
    }

    @Test
    void theApiItselfRefusesWhoHasNoKey() throws Exception {
        assertThat(customer.open("/analytics/api/analytics/overview").statusCode())
                .isEqualTo(401);
        assertThat(customer.submit("/analytics/api/events", Map.of()).statusCode())
                .isEqualTo(401);
        customer.open("/login");
        customer.submit("/login", Map.of("username", "robin", "password", "fern"));
        assertThat(customer.open("/analytics/api/analytics/overview").statusCode())
                .isEqualTo(401);
        customer.open("/login");
        customer.submit("/login", Map.of("username", "alex", "password", "fern"));
        assertThat(customer.open("/analytics/api/analytics/overview").statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyPageHasAStrictContentSecurityPolicy() throws Exception {
        assertThat(customer.open("/").headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'self'; img-src 'self' data:");
    }

    private List<Long> funnel() {
        Funnel funnel = funnels.list(AppId.DEFAULT).stream()
                .filter(stored -> stored.name().equals("From plant to order"))
                .findFirst()
                .orElseThrow();
        FunnelReport report = funnelReports.report(
                new FunnelQuery(AppId.DEFAULT, funnel.definition(), Period.allTime(), ZoneOffset.UTC));
        return report.steps().stream().map(FunnelReport.Step::users).toList();
    }

    private static Event one(List<Event> events, String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .reduce((first, second) -> {
                    throw new AssertionError("More than one " + name);
                })
                .orElseThrow(() -> new AssertionError("No " + name));
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> form = new HashMap<>(FORM);
        form.put(key, value);
        return form;
    }
}
