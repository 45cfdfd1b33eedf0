/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventDefinition;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestOutcome.Status;
import io.waymark.analytics.track.write.IngestPipeline;
import io.waymark.analytics.track.write.WithoutSpool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventCatalogIT {

    private static final AppId OTHER_APP = new AppId(2);
    private static final CatalogSettings OFTEN = new CatalogSettings() {
        @Override
        public Duration refreshInterval() {
            return Duration.ofMillis(50);
        }
    };

    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final List<Instance> instances = new ArrayList<>();

    /** What one running application has of the catalogue. */
    private final class Instance {

        private final EventCatalog[] holder = new EventCatalog[1];
        private final EventDefinitions definitions = new EventDefinitions(database, () -> holder[0].refresh());
        private final IngestPipeline ingest;

        Instance(CatalogMode mode, EventDeclaration... declarations) {
            DeclaredEvents declared = new DeclaredEvents(List.of(declarations), List.of(), 200);
            EventCatalog catalog = new EventCatalog(definitions, declared, OFTEN);
            holder[0] = catalog;
            ingest = new IngestPipeline(
                    database,
                    new WithoutSpool() {},
                    IngestExtensions.NONE.enrichers(new CatalogEnricher(catalog, mode)),
                    Clock.systemUTC());
            declared.store(AppId.DEFAULT, definitions);
            catalog.start();
            ingest.start();
            instances.add(this);
        }

        IngestOutcome record(String event) {
            return record(AppId.DEFAULT, event);
        }

        IngestOutcome record(AppId app, String event) {
            return ingest.record(app, List.of(Event.builder(event, "kim").build()))
                    .get(0);
        }

        void save(String event, boolean active) {
            definitions.save(AppId.DEFAULT, new EventDefinition(event, "Shop", "by hand", active), "alex");
        }
    }

    @AfterEach
    void stop() {
        instances.forEach(instance -> {
            instance.holder[0].stop();
            instance.ingest.stop();
        });
    }

    @Test
    void dropsEventsThatAreSwitchedOffHereAtOnceAndElsewhereSoon() {
        Instance here = new Instance(CatalogMode.OPEN);
        Instance elsewhere = new Instance(CatalogMode.OPEN);
        assertThat(elsewhere.record("cart_added").status()).isEqualTo(Status.RECORDED);

        here.save("cart_added", false);

        assertThat(here.record("cart_added")).isEqualTo(IngestOutcome.dropped("inactive event"));
        until(() -> elsewhere.record("cart_added").equals(IngestOutcome.dropped("inactive event")));
        assertThat(here.ingest.stats().dropped()).containsEntry("inactive event", 1L);
        assertThat(here.record("cart_removed").status()).isEqualTo(Status.RECORDED);
        assertThat(here.record(OTHER_APP, "cart_added").status()).isEqualTo(Status.RECORDED);

        elsewhere.save("cart_added", true);
        assertThat(elsewhere.record("cart_added").status()).isEqualTo(Status.RECORDED);
        until(() -> here.record("cart_added").status() == Status.RECORDED);
    }

    @Test
    void strictRefusesWhatNobodyDefinedAndSaysWhatMayBeMeant() {
        Instance instance = new Instance(CatalogMode.STRICT, new EventDeclaration("order_placed"));
        instance.save("signed_up", true);

        assertThat(instance.record("order_placed").status()).isEqualTo(Status.RECORDED);
        assertThat(instance.record("signed_up").status()).isEqualTo(Status.RECORDED);
        assertThat(instance.record("$pageview").status()).isEqualTo(Status.RECORDED);
        IngestOutcome refused = instance.record("order_placd");
        assertThat(refused.status()).isEqualTo(Status.REJECTED);
        assertThat(refused.pointer()).isEqualTo("/eventName");
        assertThat(refused.reason())
                .contains("'order_placd'", "Did you mean 'order_placed'?", "/api/event-definitions");
        assertThat(instance.record("nonsense").reason()).doesNotContain("Did you mean");
        assertThat(instance.ingest.stats().dropped()).containsEntry("unknown event", 2L);
        assertThat(new EventNames(database).all(AppId.DEFAULT)).doesNotContainKeys("order_placd", "nonsense");
        // What is declared in Java belongs to the app that the application itself tracks for.
        assertThat(instance.record(OTHER_APP, "order_placed").status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void aNameThatWasOnlyTrackedIsNotDefined() {
        new Instance(CatalogMode.OPEN).record("wild");
        Instance strict = new Instance(CatalogMode.STRICT);

        assertThat(strict.definitions.find(AppId.DEFAULT, "wild").orElseThrow().defined())
                .isFalse();
        assertThat(strict.record("wild").status()).isEqualTo(Status.REJECTED);

        strict.save("wild", true);
        assertThat(strict.record("wild").status()).isEqualTo(Status.RECORDED);
        strict.definitions.clear(AppId.DEFAULT, "wild", "alex");
        assertThat(strict.record("wild").status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void whatIsDeclaredFollowsTheCodeUntilAPersonEditsIt() {
        EventDefinitions definitions =
                new Instance(CatalogMode.OPEN, new EventDeclaration("signed_up", "Account", "first")).definitions;
        assertThat(definitions.find(AppId.DEFAULT, "signed_up"))
                .hasValue(new EventDefinition("signed_up", "Account", "first", true));

        long revision = definitions.revision();
        new Instance(CatalogMode.OPEN, new EventDeclaration("signed_up", "Account", "first"));
        assertThat(definitions.revision()).as("nothing was written").isEqualTo(revision);

        new Instance(CatalogMode.OPEN, new EventDeclaration("signed_up", "Account", "second"));
        assertThat(definitions.find(AppId.DEFAULT, "signed_up").orElseThrow().description())
                .isEqualTo("second");

        EventDefinition edited = new EventDefinition("signed_up", "People", "by hand", false);
        definitions.save(AppId.DEFAULT, edited, "alex");
        new Instance(CatalogMode.OPEN, new EventDeclaration("signed_up", "Account", "third"));
        assertThat(definitions.find(AppId.DEFAULT, "signed_up")).hasValue(edited);
        assertThat(database.sql("select actor || ' ' || action from {schema}.audit order by id")
                        .query(String.class)
                        .list())
                .containsExactly("application declare", "application declare", "alex save");
    }

    @Test
    void asksTheDatabaseForNoEvent() {
        Instance instance = new Instance(CatalogMode.STRICT, new EventDeclaration("signed_up"));
        instance.save("signed_up", false);
        instance.holder[0].stop();
        // Whatever were asked now would fail.
        database.sql("alter table {schema}.event_name rename to gone").update();
        database.sql("alter table {schema}.event_catalog_revision rename to gone_too")
                .update();

        for (int i = 0; i < 100; i++) {
            assertThat(instance.record("signed_up").status()).isEqualTo(Status.DROPPED);
            assertThat(instance.record("unknown").status()).isEqualTo(Status.REJECTED);
        }
    }

    @Test
    void keepsWhatItKnowsWhileTheDatabaseDoesNotAnswer() {
        Instance instance = new Instance(CatalogMode.OPEN);
        instance.save("signed_up", false);
        database.sql("alter table {schema}.event_catalog_revision rename to away")
                .update();

        instance.holder[0].refresh();

        assertThat(instance.record("signed_up").status()).isEqualTo(Status.DROPPED);
    }

    @Test
    void eventsThatSayWhoPeopleAreCannotBeSwitchedOff() {
        Instance instance = new Instance(CatalogMode.OPEN);
        assertThatThrownBy(() -> instance.save(StandardEvents.IDENTIFY, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/active");
        instance.save(StandardEvents.PAGE_VIEW, false);
        assertThat(instance.record(StandardEvents.PAGE_VIEW).status()).isEqualTo(Status.DROPPED);
    }

    private static void until(BooleanSupplier condition) {
        Instant deadline = Clock.systemUTC().instant().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Clock.systemUTC().instant()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
