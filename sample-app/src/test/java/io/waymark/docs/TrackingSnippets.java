/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.docs;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.EventType;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.person.profile.Person;
import io.waymark.analytics.person.profile.Persons;
import io.waymark.analytics.track.AfterIngestHook;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventRejectedException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The code of README and docs, so that it compiles. */
final class TrackingSnippets {

    private TrackingSnippets() {}

    record Purchase(String id, BigDecimal total, String customer) {}

    @Service
    static class Orders {

        @TrackEvent(value = "order_placed", properties = "total=#result.total")
        public Purchase place(@EventProperty String coupon) {
            return new Purchase("1", BigDecimal.TEN, "kim");
        }
    }

    @Service
    static class Shipping {

        @TrackEvent(value = "order_shipped", userId = "#order.customer", condition = "#result")
        public boolean ship(Purchase order) {
            return true;
        }

        @Transactional
        @TrackEvent(value = "order_cancelled", userId = "#order.customer", delivery = Delivery.TRANSACTIONAL)
        public void cancel(Purchase order) {}

        @TrackEvent(value = "label_printed", on = TrackEvent.On.BOTH)
        public CompletableFuture<String> label(Purchase order) {
            return CompletableFuture.completedFuture("label");
        }
    }

    @EventType(name = "newsletter_opened", category = "Mail", description = "Somebody opened an issue.")
    record NewsletterOpened(
            String issue,
            @EventProperty("mail_client") @Nullable String client) implements TypedEvent {}

    @Service
    static class Newsletter {

        private final Analytics analytics;

        Newsletter(Analytics analytics) {
            this.analytics = analytics;
        }

        void opened(String subscriber, String issue) {
            analytics.track("newsletter_opened", subscriber, Map.of("issue", issue));
        }

        void opened(String subscriber, String issue, @Nullable String client) {
            analytics.track(new NewsletterOpened(issue, client), subscriber);
        }

        void paid(String subscriber) {
            analytics.track(Event.builder("newsletter_paid", subscriber).build(), Delivery.DURABLE);
        }

        void bounced(String subscriber, UUID message, Instant when) {
            analytics.track(Event.builder("newsletter_bounced", subscriber)
                    .eventId(message)
                    .occurredAt(when)
                    .property("kind", "hard")
                    .build());
        }
    }

    static class Accounts {

        private final Analytics analytics;
        private final Persons persons;

        Accounts(Analytics analytics, Persons persons) {
            this.analytics = analytics;
            this.persons = persons;
        }

        void loggedIn(String visitorId) {
            analytics.identify("kim", visitorId, Map.of("plan", "pro"));
            analytics.alias("kim", "kim@example.org");
        }

        Optional<Person> kim() {
            Optional<Person> kim = persons.find("kim@example.org");
            return kim;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WhoIsIt {

        @Bean
        CurrentPerson currentPerson() {
            return () -> SecurityContextHolder.getContext().getAuthentication() instanceof Subscriber subscriber
                    ? subscriber.accountId()
                    : null;
        }
    }

    abstract static class Subscriber extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        Subscriber() {
            super(List.of());
        }

        abstract String accountId();
    }

    @Component
    @Order(1)
    static class Staff implements BeforeIngestHook {

        @Override
        public Decision beforeIngest(Event event) {
            return event.distinctId().endsWith("@fernway.example") ? Decision.drop("staff") : Decision.keep(event);
        }
    }

    @Component
    @Order(2)
    static class NoSecrets implements BeforeIngestHook {

        @Override
        public Decision beforeIngest(Event event) {
            if (event.properties().containsKey("password")) {
                throw new EventRejectedException("An event must not carry a password");
            }
            return Decision.keep(event.toBuilder().property("region", "eu").build());
        }
    }

    @Component
    static class BigOrders implements AfterIngestHook {

        private static final Logger log = LoggerFactory.getLogger(BigOrders.class);

        @Override
        public void afterIngest(List<Event> events) {
            events.stream()
                    .filter(event -> event.name().equals("order_placed"))
                    .forEach(event -> log.info(
                            "{} ordered for {}",
                            event.distinctId(),
                            event.properties().get("total")));
        }
    }
}
