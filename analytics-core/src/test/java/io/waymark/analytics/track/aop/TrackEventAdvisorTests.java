/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Delivery;
import io.waymark.analytics.Event;
import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.analytics.person.CurrentPerson;
import io.waymark.analytics.person.SpringSecurityPerson;
import io.waymark.analytics.track.Ingest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AliasFor;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.BeanFactoryTransactionAttributeSourceAdvisor;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import reactor.core.publisher.Mono;

class TrackEventAdvisorTests {

    private final CollectingIngest ingest = new CollectingIngest();
    private final List<AnnotationConfigApplicationContext> contexts = new ArrayList<>();
    private CurrentPerson currentPerson = () -> "ada";

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        contexts.forEach(AnnotationConfigApplicationContext::close);
    }

    record Order(String id, double total, String customer) {}

    static class Shop {

        public String seen = "";

        @TrackEvent("order_placed")
        public String place(@EventProperty String coupon, @EventProperty("items") int count, String secret) {
            return "order";
        }

        @TrackEvent(
                value = "order_paid",
                userId = "#order.customer",
                properties = {
                    "total = #result.total",
                    "first=#a0.id",
                    "same=#order.id == #p0.id",
                    "by=#root.target.seen",
                    "method=#root.method.name",
                    "args=#root.args.length"
                })
        public Order pay(Order order) {
            seen = "till";
            return order;
        }

        @TrackEvent(value = "big_order", condition = "#total > 100")
        public void big(double total) {}

        @TrackEvent(
                value = "broken",
                properties = {"ok=#text", "bad=#text.nothing"})
        public void brokenProperty(String text) {}

        @TrackEvent(value = "broken", userId = "#text.nothing")
        public String brokenUser(String text) {
            return "fine";
        }

        @TrackEvent(value = "broken", condition = "#text")
        public String brokenCondition(String text) {
            return "fine";
        }

        @TrackEvent("succeeded")
        public void fail(Exception failure) throws Exception {
            throw failure;
        }

        @TrackEvent(value = "failed", on = TrackEvent.On.FAILURE, properties = "message=#error.message")
        public void failTracked(Exception failure) throws Exception {
            if (failure != null) {
                throw failure;
            }
        }

        @TrackEvent(value = "either", on = TrackEvent.On.BOTH)
        public void either(Exception failure) throws Exception {
            if (failure != null) {
                throw failure;
            }
        }

        @TrackEvent(value = "later", on = TrackEvent.On.BOTH, properties = "value=#result")
        public CompletableFuture<String> later(CompletableFuture<String> future) {
            return future;
        }

        @TrackEvent(value = "reactive", on = TrackEvent.On.BOTH, properties = "value=#result")
        public Mono<String> reactive(Mono<String> mono) {
            return mono;
        }

        @TrackEvent(value = "logged_in")
        public void logIn(String user) {
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(user, null, "USER"));
        }

        @TrackEvent(value = "logged_out", properties = "principal=#principal.toString()")
        public void logOut() {
            SecurityContextHolder.clearContext();
        }

        @TrackEvent(value = "looked_up", userId = "#result")
        public Optional<String> lookUp(String user) {
            return Optional.ofNullable(user);
        }

        public void notTracked() {}
    }

    @Test
    void tracksWhatAMethodDidForTheCurrentPerson() {
        Shop shop = bean(Shop.class);

        assertThat(shop.place("SPRING", 3, "secret")).isEqualTo("order");
        shop.notTracked();

        assertThat(AopUtils.isCglibProxy(shop)).isTrue();
        assertThat(ingest.single())
                .isEqualTo(Event.builder("order_placed", "ada")
                        .property("coupon", "SPRING")
                        .property("items", 3)
                        .build());
    }

    @Test
    void evaluatesExpressionsOverArgumentsResultAndRoot() {
        bean(Shop.class).pay(new Order("o1", 12.5, "grace"));

        assertThat(ingest.single())
                .isEqualTo(Event.builder("order_paid", "grace")
                        .property("total", 12.5)
                        .property("first", "o1")
                        .property("same", true)
                        .property("by", "till")
                        .property("method", "pay")
                        .property("args", 1)
                        .build());
    }

    @Test
    void tracksOnlyIfTheConditionIsTrue() {
        Shop shop = bean(Shop.class);
        shop.big(100);
        shop.big(100.5);
        assertThat(ingest.single().name()).isEqualTo("big_order");
    }

    @Test
    void countsAnEventThatNobodyDid() {
        currentPerson = () -> null;
        bean(Shop.class).place("SPRING", 3, "secret");
        assertThat(ingest.events).isEmpty();
        assertThat(ingest.dropped).containsExactly("no person");
    }

    @Test
    void keepsEvaluationErrorsFromTheCaller() {
        Shop shop = bean(Shop.class);

        shop.brokenProperty("x");
        assertThat(ingest.single().properties()).isEqualTo(java.util.Map.of("ok", "x"));

        assertThat(shop.brokenUser("x")).isEqualTo("fine");
        assertThat(shop.brokenCondition("x")).isEqualTo("fine");
        assertThat(ingest.dropped).containsExactly("expression failed", "expression failed");
    }

    @Test
    void keepsFailuresOfTheWayIntoTheStoreFromTheCaller() {
        Ingest failing = new CollectingIngest() {
            @Override
            public void enqueue(AppId app, Event event) {
                throw new NoClassDefFoundError("gone");
            }

            @Override
            public void countDropped(String reason) {
                throw new IllegalStateException("gone");
            }
        };
        assertThat(context(failing, Shop.class).getBean(Shop.class).place("x", 1, "y"))
                .isEqualTo("order");

        currentPerson = () -> {
            throw new IllegalStateException("no request");
        };
        assertThat(bean(Shop.class).place("x", 1, "y")).isEqualTo("order");
        assertThat(ingest.dropped).containsExactly("no person");
    }

    @Test
    void tracksFailuresWhenToldTo() throws Exception {
        Shop shop = bean(Shop.class);
        IOException failure = new IOException("disk full");

        assertThatThrownBy(() -> shop.fail(failure)).isSameAs(failure);
        shop.failTracked(null);
        assertThat(ingest.events).isEmpty();

        assertThatThrownBy(() -> shop.failTracked(failure)).isSameAs(failure);
        assertThat(ingest.single().properties())
                .containsEntry("outcome", "failure")
                .containsEntry("error", "java.io.IOException")
                .containsEntry("message", "disk full")
                .containsKey("duration_ms");
    }

    @Test
    void tracksEitherEndWhenToldTo() throws Exception {
        Shop shop = bean(Shop.class);
        shop.either(null);
        assertThatThrownBy(() -> shop.either(new IOException())).isInstanceOf(IOException.class);

        assertThat(ingest.events)
                .extracting(event -> event.properties().get("outcome"))
                .containsExactly("success", "failure");
        assertThat(ingest.events.get(0).properties()).doesNotContainKey("error").containsKey("duration_ms");
    }

    @Test
    void followsAFutureToItsEnd() {
        Shop shop = bean(Shop.class);
        CompletableFuture<String> future = new CompletableFuture<>();

        assertThat(shop.later(future)).isSameAs(future);
        assertThat(ingest.events).isEmpty();
        future.complete("done");
        assertThat(ingest.single().properties()).containsEntry("value", "done").containsEntry("outcome", "success");

        CompletableFuture<String> failing = new CompletableFuture<>();
        shop.later(failing.thenApply(value -> value));
        failing.completeExceptionally(new IOException());
        assertThat(ingest.events.get(1).properties())
                .containsEntry("outcome", "failure")
                .containsEntry("error", "java.io.IOException");
        assertThatThrownBy(failing::join).isInstanceOf(CompletionException.class);
    }

    @Test
    void followsAMonoToItsEndEachTimeItIsSubscribedTo() {
        Shop shop = bean(Shop.class);
        Mono<String> mono = shop.reactive(Mono.just("done"));
        assertThat(ingest.events).isEmpty();

        assertThat(mono.block()).isEqualTo("done");
        assertThat(mono.block()).isEqualTo("done");
        assertThatThrownBy(() -> shop.reactive(Mono.error(new IllegalStateException("x")))
                        .block())
                .hasMessage("x");
        shop.reactive(Mono.empty()).block();

        assertThat(ingest.events)
                .extracting(event -> event.properties().get("outcome"))
                .containsExactly("success", "success", "failure", "success");
        assertThat(ingest.events.get(0).properties()).containsEntry("value", "done");
    }

    @Test
    void takesThePersonFromSpringSecurity() {
        currentPerson = new SpringSecurityPerson();
        Shop shop = bean(Shop.class);

        shop.logIn("grace");
        assertThat(ingest.events).extracting(Event::distinctId).containsExactly("grace");
        shop.logOut();
        assertThat(ingest.events).extracting(Event::distinctId).containsExactly("grace", "grace");
        assertThat(ingest.events.get(1).properties()).containsEntry("principal", "grace");

        SecurityContextHolder.getContext()
                .setAuthentication(new AnonymousAuthenticationToken(
                        "key", "anonymousUser", AuthorityUtils.createAuthorityList("ANONYMOUS")));
        shop.place("x", 1, "y");
        assertThat(ingest.dropped).containsExactly("no person");
    }

    @Test
    void looksIntoAnOptional() {
        Shop shop = bean(Shop.class);
        shop.lookUp("grace");
        assertThat(ingest.single().distinctId()).isEqualTo("grace");
        shop.lookUp(null);
        assertThat(ingest.dropped).containsExactly("no person");
    }

    interface Greeter {

        @TrackEvent("greeted")
        String greet(@EventProperty("who") String name);
    }

    static final class FinalGreeter implements Greeter {

        @Override
        public String greet(String name) {
            return "Hello " + name;
        }
    }

    static class OpenGreeter implements Greeter {

        @Override
        public String greet(String name) {
            return "Hi " + name;
        }
    }

    @Test
    void readsTheAnnotationsOfAnInterface() {
        Greeter greeter = (Greeter) context(ingest, FinalGreeter.class).getBean("bean");
        assertThat(AopUtils.isJdkDynamicProxy(greeter)).isTrue();
        assertThat(greeter.greet("Ada")).isEqualTo("Hello Ada");
        assertThat(ingest.single().properties()).containsEntry("who", "Ada");
    }

    @Test
    void readsTheAnnotationsOfAnInterfaceThroughAClassProxy() {
        OpenGreeter greeter = bean(OpenGreeter.class);
        assertThat(AopUtils.isCglibProxy(greeter)).isTrue();
        assertThat(greeter.greet("Ada")).isEqualTo("Hi Ada");
        assertThat(ingest.single().properties()).containsEntry("who", "Ada");
    }

    @TrackEvent(value = "", on = TrackEvent.On.BOTH)
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Audited {

        @AliasFor(annotation = TrackEvent.class, attribute = "value")
        String what();
    }

    static class Composed {

        @Audited(what = "audited")
        public void act() {}
    }

    @Test
    void readsComposedAnnotations() {
        bean(Composed.class).act();
        assertThat(ingest.single().name()).isEqualTo("audited");
        assertThat(ingest.single().properties()).containsKey("duration_ms");
    }

    static class Misspelt {

        @TrackEvent(value = "x", properties = "total=#order.total +")
        public void syntax(Order order) {}
    }

    static class Unknown {

        @TrackEvent(value = "x", userId = "#oder.customer")
        public void variable(Order order) {}
    }

    static class Keyless {

        @TrackEvent(value = "x", properties = "#order.total")
        public void key(Order order) {}
    }

    static class Nameless {

        @TrackEvent(" ")
        public void name() {}
    }

    @Test
    void failsTheBeanWhoseExpressionsCannotWork() {
        assertStartFails(Misspelt.class, "Misspelt.syntax: properties 'total=#order.total +' cannot be used");
        assertStartFails(
                Unknown.class, "Unknown.variable: userId '#oder.customer' cannot be used: there is no variable #oder");
        assertStartFails(Keyless.class, "Keyless.key: properties '#order.total' cannot be used: it must have the form");
        assertStartFails(Nameless.class, "Nameless.name: value ' ' cannot be used: the event has no name");
    }

    static class Bank {

        @Transactional
        @TrackEvent(value = "paid", on = TrackEvent.On.BOTH)
        public void pay() {}
    }

    private final class RecordingTransactions extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        final transient List<String> steps = new ArrayList<>();
        transient RuntimeException commitFailure;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            steps.add("begin, tracked " + ingest.events.size());
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            steps.add("commit, tracked " + ingest.events.size());
            if (commitFailure != null) {
                throw commitFailure;
            }
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            steps.add("rollback");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TransactionConfiguration {

        private final PlatformTransactionManager transactions;

        TransactionConfiguration(PlatformTransactionManager transactions) {
            this.transactions = transactions;
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        BeanFactoryTransactionAttributeSourceAdvisor transactionAdvisor() {
            BeanFactoryTransactionAttributeSourceAdvisor advisor = new BeanFactoryTransactionAttributeSourceAdvisor();
            AnnotationTransactionAttributeSource source = new AnnotationTransactionAttributeSource();
            advisor.setTransactionAttributeSource(source);
            advisor.setAdvice(new TransactionInterceptor(transactions, source));
            return advisor;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AdvisorConfiguration {

        private final Ingest ingest;
        private final CurrentPerson currentPerson;

        AdvisorConfiguration(Ingest ingest, CurrentPerson currentPerson) {
            this.ingest = ingest;
            this.currentPerson = currentPerson;
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        TrackEventAdvisor trackEventAdvisor() {
            return new TrackEventAdvisor(() -> ingest, AppId.DEFAULT, () -> currentPerson, () -> Delivery.ASYNC);
        }
    }

    @Test
    void tracksAfterTheCommit() {
        RecordingTransactions transactions = new RecordingTransactions();
        AnnotationConfigApplicationContext context = prepare(ingest, Bank.class);
        context.registerBean(TransactionConfiguration.class, () -> new TransactionConfiguration(transactions));
        context.refresh();
        Bank bank = context.getBean(Bank.class);

        bank.pay();
        assertThat(transactions.steps).containsExactly("begin, tracked 0", "commit, tracked 0");
        assertThat(ingest.single().properties()).containsEntry("outcome", "success");

        transactions.commitFailure = new IllegalStateException("conflict");
        assertThatThrownBy(bank::pay).hasMessage("conflict");
        assertThat(ingest.events.get(1).properties()).containsEntry("outcome", "failure");
    }

    private void assertStartFails(Class<?> type, String message) {
        assertThat(rootMessage(type)).contains(message);
    }

    private String rootMessage(Class<?> type) {
        try {
            bean(type);
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (!(cause instanceof InvalidTrackEventException)) {
                cause = cause.getCause();
            }
            return cause.getMessage();
        }
        throw new AssertionError(type + " can be created");
    }

    private <T> T bean(Class<T> type) {
        return context(ingest, type).getBean(type);
    }

    private AnnotationConfigApplicationContext context(Ingest into, Class<?> type) {
        AnnotationConfigApplicationContext context = prepare(into, type);
        context.refresh();
        return context;
    }

    private AnnotationConfigApplicationContext prepare(Ingest into, Class<?> type) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        contexts.add(context);
        AopConfigUtils.registerAutoProxyCreatorIfNecessary(context);
        if (type != FinalGreeter.class) {
            AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(context);
        }
        CurrentPerson person = () -> currentPerson.distinctId();
        context.registerBean(AdvisorConfiguration.class, () -> new AdvisorConfiguration(into, person));
        context.registerBean("bean", type);
        return context;
    }
}
