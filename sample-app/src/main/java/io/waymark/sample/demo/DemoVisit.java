/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import static io.waymark.sample.demo.Choice.option;

import io.waymark.analytics.Event;
import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.assign.ExposureEvent;
import io.waymark.sample.catalog.Money;
import io.waymark.sample.catalog.Plant;
import io.waymark.sample.catalog.SearchPerformed;
import io.waymark.sample.order.CheckoutButton;
import io.waymark.sample.order.OrderPlaced;
import io.waymark.sample.order.Payment;
import io.waymark.sample.tracking.AccountEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** One visit, from the first page to where the visitor leaves, with the events that the shop itself would track. */
final class DemoVisit {

    private static final double BOUNCE = 0.34;
    private static final double SEARCH = 0.28;
    private static final double ADD_TO_CART = 0.13;
    private static final double CHECK_OUT = 0.62;
    private static final double PAY = 0.58;
    private static final double PAY_WITH_PRICE_ON_BUTTON = 0.68;
    private static final double DECLINED = 0.05;
    private static final double PAY_AGAIN = 0.7;

    private static final Choice<String> SEARCHES = Choice.of(
            option(9, "fern"),
            option(8, "palm"),
            option(7, "easy care"),
            option(6, "monstera"),
            option(5, "hanging"),
            option(4, "cactus"),
            option(3, "orchid"),
            option(2, "pet safe"),
            option(1, "bonsai"));

    private static final Choice<String> PAYMENTS =
            Choice.of(option(64, "CARD"), option(20, "BANK_TRANSFER"), option(16, "INVOICE"));

    private final DemoShop shop;
    private final DemoVisitor visitor;
    private final String identity;
    private final boolean first;
    private final Random random;
    private final List<Event> events = new ArrayList<>();
    private final Set<Plant> cart = new LinkedHashSet<>();
    private Instant now;

    DemoVisit(DemoShop shop, DemoVisitor visitor, String identity, Instant start, boolean first, Random random) {
        this.shop = shop;
        this.visitor = visitor;
        this.identity = identity;
        this.now = start;
        this.first = first;
        this.random = random;
    }

    List<Event> events() {
        look();
        if (!cart.isEmpty()) {
            page("/cart");
            if (random.nextDouble() < CHECK_OUT) {
                checkOut();
            }
        }
        return events;
    }

    private void look() {
        if (random.nextDouble() < BOUNCE * (first ? 1 : 0.5)) {
            page(random.nextDouble() < 0.7 ? "/" : "/plants");
            return;
        }
        if (random.nextDouble() < 0.6) {
            page("/");
        }
        if (!first && visitor.customer()) {
            track(AccountEvent.LOGGED_IN.eventName(), Map.of());
        }
        if (random.nextDouble() < SEARCH) {
            String query = SEARCHES.pick(random);
            page("/plants");
            track(new SearchPerformed(query, Math.floorMod(query.hashCode(), 5)));
        }
        int views = 1 + (int) Math.floor(-Math.log(1 - random.nextDouble()) * 1.9);
        for (int i = 0; i < Math.min(views, 9); i++) {
            view(plant());
        }
    }

    private void view(Plant plant) {
        page("/plants/" + plant.slug());
        track(
                "product_viewed",
                Map.of(
                        "slug",
                        plant.slug(),
                        "category",
                        plant.category(),
                        "price",
                        plant.price().euros()));
        if (random.nextDouble() < ADD_TO_CART * visitor.intent() && cart.add(plant)) {
            think(8, 40);
            track(
                    "cart_added",
                    Map.of(
                            "slug",
                            plant.slug(),
                            "quantity",
                            1,
                            "price",
                            plant.price().euros()));
        }
    }

    private void checkOut() {
        if (first && visitor.customer()) {
            page("/sign-up");
            think(20, 60);
            track("signed_up", Map.of());
        }
        Money amount = cart.stream().map(Plant::price).reduce(Money.ZERO, Money::plus);
        page("/checkout");
        Assignment seen = shop.checkoutButton().seenBy(visitor.distinctId(), now);
        if (seen != null) {
            add(ExposureEvent.of(seen, visitor.distinctId(), now).toBuilder());
        }
        track("checkout_started", Map.of("amount", amount.euros(), "items", cart.size()));
        boolean priceOnButton = seen != null && seen.variant().equals(CheckoutButton.WITH_PRICE);
        if (random.nextDouble() < (priceOnButton ? PAY_WITH_PRICE_ON_BUTTON : PAY) && pay(amount)) {
            page("/orders");
        }
    }

    private boolean pay(Money amount) {
        String payment = PAYMENTS.pick(random);
        think(40, 200);
        boolean declined = payment.equals("CARD") && random.nextDouble() < DECLINED;
        track(
                "payment_submitted",
                Map.of(
                        "payment",
                        payment,
                        "amount",
                        amount.euros(),
                        "outcome",
                        declined ? "failure" : "success",
                        "duration_ms",
                        180 + random.nextInt(900)));
        if (declined) {
            return random.nextDouble() < PAY_AGAIN && pay(amount);
        }
        now = now.plusMillis(20);
        track(new OrderPlaced(amount.euros(), cart.size(), Payment.valueOf(payment)));
        return true;
    }

    /** Popular plants are looked at more often. */
    private Plant plant() {
        List<Plant> plants = shop.plants();
        return new Choice<>(IntStream.range(0, plants.size())
                        .mapToObj(rank -> option(1.0 / (rank + 2), plants.get(rank)))
                        .toList())
                .pick(random);
    }

    private void page(String path) {
        think(4, 55);
        Map<String, Object> context = new LinkedHashMap<>(visitor.context(first));
        context.put(StandardProperties.PATH, path);
        track(StandardEvents.PAGE_VIEW, context);
    }

    private void track(String name, Map<String, ?> properties) {
        add(Event.builder(name, visitor.distinctId()).occurredAt(now).properties(properties));
        now = now.plusMillis(15L + random.nextInt(60));
    }

    private void track(TypedEvent event) {
        add(event.toEvent(visitor.distinctId()).toBuilder().occurredAt(now));
        now = now.plusMillis(15L + random.nextInt(60));
    }

    private void add(Event.Builder event) {
        String id = identity + "/" + events.size();
        events.add(event.eventId(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)))
                .property("device", visitor.device())
                .property("source", first ? visitor.source() : "direct")
                .build());
    }

    private void think(int least, int usual) {
        double seconds = least - Math.log(1 - random.nextDouble()) * usual * 0.6;
        now = now.plusMillis(Math.round(Math.min(seconds, 1500) * 1000));
    }
}
