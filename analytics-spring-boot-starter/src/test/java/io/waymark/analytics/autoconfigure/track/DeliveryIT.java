/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.Analytics;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.track.Ingest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionTemplate;

class DeliveryIT {

    private static final String[] NO_OPEN_VIEW = {"spring.jpa.open-in-view=false"};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(classes = {JdbcShop.class, JpaShop.class})
    void aTransactionalEventExistsIfAndOnlyIfTheBusinessChangeDoes(Class<?> source) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("DeliveryIT seed " + seed);
        try (RunningHost host = RunningHost.start(source, NO_OPEN_VIEW)) {
            createOrders(host);
            Orders orders = host.bean(Orders.class);
            List<Callable<Void>> buyers = new ArrayList<>();
            for (int buyer = 0; buyer < 4; buyer++) {
                Random random = new Random(seed + buyer);
                int first = buyer * 100;
                buyers.add(() -> {
                    for (int id = first; id < first + 50; id++) {
                        buy(orders, id, random.nextInt(3));
                    }
                    return null;
                });
            }
            ExecutorService threads = Executors.newFixedThreadPool(buyers.size());
            for (Future<Void> done : threads.invokeAll(buyers)) {
                done.get(1, TimeUnit.MINUTES);
            }
            threads.shutdown();

            until(() -> number(host, "select count(*) from analytics.outbox") == 0);
            List<Integer> bought = host.sql()
                    .sql("select id from orders order by id")
                    .query(Integer.class)
                    .list();
            assertThat(bought).hasSizeBetween(1, 199);
            for (String name : List.of("order_placed", "order_noted")) {
                assertThat(ordersOf(host, name)).as(name).isEqualTo(bought);
            }
        }
    }

    @Test
    void anEventOfANestedTransactionGoesWithIt() {
        try (RunningHost host = RunningHost.start(JdbcShop.class)) {
            TransactionTemplate outer = new TransactionTemplate(host.bean(PlatformTransactionManager.class));
            TransactionTemplate nested = new TransactionTemplate(host.bean(PlatformTransactionManager.class));
            nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
            outer.executeWithoutResult(status -> {
                track(host, "outer", Delivery.TRANSACTIONAL);
                nested.executeWithoutResult(inner -> {
                    track(host, "undone", Delivery.TRANSACTIONAL);
                    inner.setRollbackOnly();
                });
                nested.executeWithoutResult(inner -> track(host, "done", Delivery.TRANSACTIONAL));
            });
            until(() -> host.events() == 2 && number(host, "select count(*) from analytics.outbox") == 0);
            assertThat(names(host)).containsExactly("done", "outer");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {JdbcShop.class, JpaShop.class})
    void anOutboxThatFailsDoesNotSpoilTheTransaction(Class<?> source) {
        try (RunningHost host = RunningHost.start(source, NO_OPEN_VIEW)) {
            createOrders(host);
            host.sql().sql("drop table analytics.outbox").update();
            host.bean(Orders.class).place(1, Refusal.NONE);
            assertThatThrownBy(() -> host.bean(Orders.class).place(2, Refusal.LOUD))
                    .isInstanceOf(OrderRefusedException.class);

            assertThat(number(host, "select count(*) from orders")).isEqualTo(1);
            until(() -> host.events() == 2);
            assertThat(ordersOf(host, "order_placed")).containsExactly(1);
        }
    }

    @Test
    void aReadOnlyTransactionDoesNotFail() {
        try (RunningHost host = RunningHost.start(JdbcShop.class)) {
            TransactionTemplate readOnly = new TransactionTemplate(host.bean(PlatformTransactionManager.class));
            readOnly.setReadOnly(true);
            readOnly.executeWithoutResult(status -> track(host, "read", Delivery.TRANSACTIONAL));
            until(() -> host.events() == 1);
        }
    }

    @Test
    void whatADeadInstanceLeftInTheOutboxIsRelayed() {
        try (RunningHost host = RunningHost.start(BareHost.class)) {
            host.sql().sql("""
                            insert into analytics.outbox (app_id, event_id, name, distinct_id, occurred_ms, received_ms,
                              session_id, properties, time_is_stable)
                            values (1, gen_random_uuid(), 'left', 'kim', :now, :now, null, '{"a":1}', true)
                            """).param("now", System.currentTimeMillis()).update();
            until(() -> host.events() == 1 && number(host, "select count(*) from analytics.outbox") == 0);
            assertThat(names(host)).containsExactly("left");
        }
    }

    @Test
    void aDurableEventIsStoredWhenTheCallReturns() {
        try (RunningHost host = RunningHost.start(BareHost.class)) {
            for (int i = 1; i <= 20; i++) {
                track(host, "durable", Delivery.DURABLE);
                assertThat(host.events()).isEqualTo(i);
            }
            track(host, "outside", Delivery.TRANSACTIONAL);
            assertThat(host.events()).isEqualTo(21);
        }
    }

    @Test
    void theDefaultCanBeConfigured() {
        try (RunningHost host = RunningHost.start(BareHost.class, "analytics.ingest.delivery=durable")) {
            host.bean(Analytics.class).track("durable", "kim");
            assertThat(host.events()).isEqualTo(1);
        }
    }

    @Test
    void eventsGoToDiskWhileTheDatabaseDoesNotTakeThem() {
        try (RunningHost host = RunningHost.start(
                BareHost.class,
                "analytics.ingest.spool.directory=" + folder.resolve("spool"),
                "management.endpoints.web.exposure.include=health,analytics,metrics",
                "management.endpoint.health.show-details=always",
                "analytics.ui.access=open")) {
            assertThat(host.get("/actuator/health").body()).contains("\"goesTo\":\"database\"");
            host.sql().sql("alter table analytics.event rename to event_away").update();
            assertThat(host.post("/analytics/api/events", "{\"userId\":\"u\",\"eventName\":\"kept\"}")
                            .body())
                    .isEqualTo("{\"recorded\":true}");
            assertThat(host.get("/actuator/health/analytics").body()).contains("DEGRADED", "\"spooledEvents\":1");
            assertThat(host.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(host.get("/actuator/analytics").body()).contains("\"spooling\":true");
            assertThat(host.get("/actuator/metrics/analytics.ingest.spooled").body())
                    .contains("\"value\":1.0");
            assertThat(host.get("/actuator/metrics/analytics.ingest.spooling").body())
                    .contains("\"value\":1.0");
            assertThat(host.get("/actuator/metrics/analytics.ingest.dropped?tag=reason:invalid")
                            .body())
                    .contains("\"value\":0.0");
            assertThat(host.get("/analytics/settings/health").body())
                    .contains("to the spool on disk", "Nothing was dropped", "rollup");

            host.sql().sql("alter table analytics.event_away rename to event").update();
            until(() -> host.events() == 1 && !host.bean(Ingest.class).stats().spooling());
            assertThat(host.get("/actuator/health/analytics").body()).contains("\"status\":\"UP\"");
        }
        assertThat(folder.resolve("spool")).isEmptyDirectory();
    }

    private static void buy(Orders orders, int id, int kind) {
        try {
            orders.place(id, Refusal.values()[kind]);
        } catch (OrderRefusedException e) {
            assertThat(kind).isEqualTo(Refusal.LOUD.ordinal());
        }
    }

    private static void track(RunningHost host, String name, Delivery delivery) {
        host.bean(Analytics.class).track(Event.builder(name, "kim").build(), delivery);
    }

    private static void createOrders(RunningHost host) {
        host.sql().sql("create table orders (id int primary key)").update();
    }

    private static List<Integer> ordersOf(RunningHost host, String name) {
        return host.sql().sql("""
                        select (e.properties ->> 'id')::int from analytics.event e
                        join analytics.event_name n on n.id = e.event_name_id
                        where n.name = :name order by 1
                        """).param("name", name).query(Integer.class).list();
    }

    private static List<String> names(RunningHost host) {
        return host.sql()
                .sql(
                        "select n.name from analytics.event e join analytics.event_name n on n.id = e.event_name_id order by 1")
                .query(String.class)
                .list();
    }

    private static long number(RunningHost host, String sql) {
        return host.sql().sql(sql).query(Long.class).single();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import({BareHost.class, Orders.class})
    static class JdbcShop {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                DataJpaRepositoriesAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                LiquibaseAutoConfiguration.class,
                SecurityFilterAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class
            })
    @Import(Orders.class)
    static class JpaShop {}

    enum Refusal {
        NONE,
        /** The method throws. */
        LOUD,
        /** The method returns, but its transaction is rolled back. */
        QUIET
    }

    static class OrderRefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    static class Orders {

        private final JdbcClient jdbc;
        private final Analytics analytics;

        Orders(JdbcClient jdbc, Analytics analytics) {
            this.jdbc = jdbc;
            this.analytics = analytics;
        }

        @Transactional
        @TrackEvent(value = "order_placed", userId = "'kim'", properties = "id=#a0", delivery = Delivery.TRANSACTIONAL)
        public int place(int id, Refusal refusal) {
            jdbc.sql("insert into orders (id) values (:id)").param("id", id).update();
            analytics.track(
                    Event.builder("order_noted", "kim").property("id", id).build(), Delivery.TRANSACTIONAL);
            if (refusal == Refusal.LOUD) {
                throw new OrderRefusedException();
            }
            if (refusal == Refusal.QUIET) {
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            }
            return id;
        }
    }
}
