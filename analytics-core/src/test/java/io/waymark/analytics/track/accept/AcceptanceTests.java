/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.Event;
import io.waymark.analytics.track.BeforeIngestHook;
import io.waymark.analytics.track.Decision;
import io.waymark.analytics.track.EventFlags;
import io.waymark.analytics.track.EventIds;
import io.waymark.analytics.track.EventRejectedException;
import io.waymark.analytics.track.HookFailure;
import io.waymark.analytics.track.IngestExtensions;
import io.waymark.analytics.track.IngestOutcome;
import io.waymark.analytics.track.IngestOutcome.Status;
import io.waymark.analytics.track.IngestSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Instant NOW_MILLIS = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final IngestSettings SETTINGS = new IngestSettings() {};

    private final IngestCounters counters = new IngestCounters(CLOCK);

    @Test
    void givesAnEventAnIdAndTheTimeOfItsReceipt() {
        AcceptedEvent accepted = accept(Event.builder("order_placed", "ada").build());

        assertThat(accepted.occurredAt()).isEqualTo(NOW_MILLIS);
        assertThat(EventIds.timeOf(accepted.eventId())).isEqualTo(NOW_MILLIS);
        assertThat(accepted.timeIsStable()).isTrue();
        assertThat(accepted.json()).isEqualTo("{}");
    }

    @Test
    void takesTheTimeOfTheEventBeforeThatOfItsId() {
        UUID id = EventIds.next(NOW.minusSeconds(60));

        assertThat(accept(Event.builder("a", "ada").eventId(id).build()))
                .satisfies(event -> assertThat(event.occurredAt()).isEqualTo(NOW_MILLIS.minusSeconds(60)))
                .satisfies(event -> assertThat(event.timeIsStable()).isTrue());
        assertThat(accept(Event.builder("a", "ada")
                                .eventId(id)
                                .occurredAt(Instant.EPOCH)
                                .build())
                        .occurredAt())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void knowsThatAnIdWithoutATimeDoesNotKeepItsTime() {
        AcceptedEvent accepted =
                accept(Event.builder("a", "ada").eventId(UUID.randomUUID()).build());

        assertThat(accepted.occurredAt()).isEqualTo(NOW_MILLIS);
        assertThat(accepted.timeIsStable()).isFalse();
    }

    @Test
    void replacesTheTimeOfAWrongClock() {
        Instant ahead = NOW_MILLIS.plus(Duration.ofHours(23));
        assertThat(accept(Event.builder("a", "ada").occurredAt(ahead).build()).occurredAt())
                .isEqualTo(ahead);

        AcceptedEvent future = accept(Event.builder("a", "ada")
                .eventId(UUID.randomUUID())
                .occurredAt(ahead.plusMillis(1))
                .build());
        assertThat(future.occurredAt()).isEqualTo(NOW_MILLIS);
        assertThat(future.timeIsStable()).isFalse();
        assertThat(future.event().properties()).containsEntry(EventFlags.TIME_REPLACED, EventFlags.TIME_IN_FUTURE);

        AcceptedEvent past = accept(Event.builder("a", "ada")
                .occurredAt(Instant.EPOCH.minusMillis(1))
                .build());
        assertThat(past.occurredAt()).isEqualTo(NOW_MILLIS);
        assertThat(past.event().properties()).containsEntry(EventFlags.TIME_REPLACED, EventFlags.TIME_BEFORE_1970);

        UUID wrong = EventIds.next(NOW.plus(Duration.ofDays(400)));
        assertThat(accept(Event.builder("a", "ada").eventId(wrong).build()))
                .satisfies(event -> assertThat(event.occurredAt()).isEqualTo(NOW_MILLIS))
                .satisfies(event -> assertThat(event.timeIsStable()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "NULL",
                "undefined",
                "anonymous",
                "ANONYMOUS",
                "guest",
                "[object Object]",
                "0",
                "NaN",
                "None",
                "\"null\"",
                " guest ",
                "00000000-0000-0000-0000-000000000000",
                "anonymousUser",
                "distinct_id",
                "true",
                "id"
            })
    void refusesIdsThatMeanNobody(String distinctId) {
        assertThat(refuse(Event.builder("a", distinctId).build()))
                .extracting(IngestOutcome::status, IngestOutcome::pointer)
                .containsExactly(Status.INVALID, "/distinctId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "guest-1", "nullius", "\ud83d\ude00", "ada@example.org", "idris"})
    void takesIdsThatOnlyLookLikeNobody(String distinctId) {
        assertThat(accept(Event.builder("a", distinctId).build()).event().distinctId())
                .isEqualTo(distinctId);
    }

    @Test
    void holdsNamesAndIdsToTheirLength() {
        String longest = "\ud83d\ude00".repeat(200);
        assertThat(accept(Event.builder(longest, longest).sessionId(longest).build())
                        .event()
                        .name())
                .isEqualTo(longest);

        String tooLong = longest + "x";
        assertThat(refuse(Event.builder(tooLong, "ada").build()))
                .isEqualTo(
                        IngestOutcome.invalid("/eventName", "The event name has at most 200 characters, but has 201"));
        assertThat(refuse(Event.builder("a", tooLong).build()).pointer()).isEqualTo("/distinctId");
        assertThat(refuse(Event.builder("a", "ada").sessionId(tooLong).build()).pointer())
                .isEqualTo("/sessionId");
        assertThat(refuse(Event.builder(" \t", "ada").build()).reason()).isEqualTo("The event name is blank");
    }

    @Test
    void refusesNamesThatCannotBeStored() {
        assertThat(refuse(Event.builder("a\u0000b", "ada").build()))
                .isEqualTo(
                        IngestOutcome.invalid("/eventName", "The event name contains a NUL character at position 1"));
        assertThat(refuse(Event.builder("a", "ada\ud83d").build()))
                .isEqualTo(IngestOutcome.invalid(
                        "/distinctId", "The distinct id contains half of a surrogate pair at position 3"));
    }

    @Test
    void cleansTextThatCannotBeStored() {
        AcceptedEvent accepted = accept(Event.builder("a", "ada")
                .property("k\u0000", "x\u0000\ude00y\ud83d\ude00\ud83d")
                .property("list", List.of("\u0000"))
                .build());

        assertThat(accepted.json())
                .isEqualTo("{\"k\ufffd\":\"x\ufffd\ufffdy\ud83d\ude00\ufffd\",\"list\":[\"\ufffd\"]}");
    }

    @Test
    void cutsLongTextAndSaysSo() {
        AcceptedEvent accepted = accept(Event.builder("a", "ada")
                .property("long", "x".repeat(8_191) + "\ud83d\ude00")
                .property("list", List.of("ok", Map.of("a/b", "y".repeat(9_000))))
                .property("short", "x".repeat(8_192))
                .build());

        assertThat(accepted.event().properties().get("long")).isEqualTo("x".repeat(8_191));
        assertThat(accepted.event().properties().get("short")).isEqualTo("x".repeat(8_192));
        assertThat(accepted.event().properties())
                .containsEntry(EventFlags.TRUNCATED, List.of("/properties/list/1/a~1b", "/properties/long"));
    }

    @Test
    void holdsPropertiesToTheirLimits() {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            many.put("k" + i, i);
        }
        accept(Event.builder("a", "ada").properties(many).build());
        many.put("one more", 1);
        assertThat(refuse(Event.builder("a", "ada").properties(many).build()).reason())
                .isEqualTo("An event has at most 200 properties, but this one has 201");

        Object deep = 1;
        for (int i = 0; i < 4; i++) {
            deep = Map.of("d", deep);
        }
        accept(Event.builder("a", "ada").property("d", deep).build());
        assertThat(refuse(Event.builder("a", "ada")
                        .property("d", Map.of("d", deep))
                        .build()))
                .isEqualTo(
                        IngestOutcome.invalid("/properties/d/d/d/d/d", "Properties are nested at most 5 levels deep"));

        assertThat(refuse(Event.builder("a", "ada").property("k".repeat(201), 1).build())
                        .pointer())
                .isEqualTo("/properties/" + "k".repeat(200));

        Event.Builder large = Event.builder("a", "ada");
        for (int i = 0; i < 8; i++) {
            large.property("k" + i, "x".repeat(8_192));
        }
        assertThat(refuse(large.build()).pointer()).isEqualTo("/properties");
        assertThat(refuse(Event.builder("a", "ada")
                                .property(
                                        "k",
                                        List.of("\ufffd".repeat(8_000), "\ufffd".repeat(8_000), "\ufffd".repeat(8_000)))
                                .build())
                        .reason())
                .isEqualTo("An event has at most 65536 bytes, its properties as JSON");
    }

    @Test
    void stopsReadingWhatIsTooLarge() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        AtomicInteger read = new AtomicInteger();
        List<Object> endless = Collections.nCopies(Integer.MAX_VALUE, new Object() {
            @Override
            public String toString() {
                read.incrementAndGet();
                return "x";
            }
        });

        assertThat(refuse(Event.builder("a", "ada").property("cycle", cycle).build())
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(refuse(Event.builder("a", "ada").property("endless", endless).build())
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(read.get()).isLessThan(70_000);
    }

    @Test
    void refusesPropertiesThatCannotBeRead() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("closed");
            }
        };
        assertThat(refuse(Event.builder("a", "ada").property("k", broken).build())
                        .reason())
                .isEqualTo("The properties cannot be read: java.lang.IllegalStateException: closed");
    }

    record Money(BigDecimal amount, String currency) {}

    private static final class Plain {}

    @Test
    void turnsJavaValuesIntoJson() {
        Map<String, Object> values = new HashMap<>();
        values.put("bigDecimal", new BigDecimal("12.50"));
        values.put("hugeDecimal", new BigDecimal("1E+200000"));
        values.put("bigInteger", BigInteger.TEN);
        values.put("byte", (byte) 1);
        values.put("float", 0.1f);
        values.put("nan", Double.NaN);
        values.put("infinity", Float.POSITIVE_INFINITY);
        values.put("atomic", new AtomicInteger(3));
        values.put("enum", TimeUnit.DAYS);
        values.put("uuid", new UUID(1, 2));
        values.put("instant", NOW_MILLIS);
        values.put("date", Date.from(NOW_MILLIS));
        values.put("sqlDate", java.sql.Date.valueOf(LocalDate.of(2026, 3, 1)));
        values.put("timestamp", Timestamp.from(NOW_MILLIS));
        values.put("zoned", NOW_MILLIS.atZone(ZoneId.of("Europe/Berlin")));
        values.put("duration", Duration.ofMinutes(90));
        values.put("optional", Optional.of(Optional.of(4)));
        values.put("emptyOptional", Optional.empty());
        values.put("optionalInt", OptionalInt.of(5));
        values.put("record", new Money(BigDecimal.ONE, "EUR"));
        values.put("set", new TreeSet<>(Set.of("b", "a")));
        values.put("ints", new int[] {1, 2});
        values.put("strings", new String[] {"a", null});
        values.put("bytes", new byte[] {1, 2, 3});
        values.put("char", 'c');
        values.put("path", Path.of("a", "b"));
        values.put("class", String.class);
        values.put("plain", new Plain());
        values.put("null", null);
        values.put("map", Map.of(1, true));

        Map<String, Object> stored = accept(
                        Event.builder("a", "ada").properties(values).build())
                .event()
                .properties();

        Map<String, Object> expected = new HashMap<>();
        expected.put("bigDecimal", new BigDecimal("12.50"));
        expected.put("hugeDecimal", "1E+200000");
        expected.put("bigInteger", BigInteger.TEN);
        expected.put("byte", 1);
        expected.put("float", 0.1);
        expected.put("nan", null);
        expected.put("infinity", null);
        expected.put("atomic", new BigDecimal(3));
        expected.put("enum", "DAYS");
        expected.put("uuid", "00000000-0000-0001-0000-000000000002");
        expected.put("instant", "2026-03-01T12:00:00.123Z");
        expected.put("date", "2026-03-01T12:00:00.123Z");
        expected.put("sqlDate", "2026-03-01");
        expected.put("timestamp", "2026-03-01T12:00:00.123Z");
        expected.put("zoned", "2026-03-01T13:00:00.123+01:00");
        expected.put("duration", "PT1H30M");
        expected.put("optional", 4);
        expected.put("emptyOptional", null);
        expected.put("optionalInt", 5);
        expected.put("record", Map.of("amount", BigDecimal.ONE, "currency", "EUR"));
        expected.put("set", List.of("a", "b"));
        expected.put("ints", List.of(1, 2));
        expected.put("strings", java.util.Arrays.asList("a", null));
        expected.put("bytes", "AQID");
        expected.put("char", "c");
        expected.put("path", Path.of("a", "b").toString());
        expected.put("class", "java.lang.String");
        expected.put("plain", Plain.class.getName());
        expected.put("null", null);
        expected.put("map", Map.of("1", true));
        assertThat(stored).isEqualTo(expected);
    }

    @Test
    void asksHooksInOrderUntilOneDrops() {
        List<String> asked = new ArrayList<>();
        BeforeIngestHook first = event -> {
            asked.add("first " + event.name());
            return Decision.keep(event.toBuilder().name("b").build());
        };
        BeforeIngestHook second = event -> {
            asked.add("second " + event.name());
            return Decision.drop("internal traffic");
        };
        BeforeIngestHook third = event -> {
            throw new AssertionError("not to be asked");
        };

        assertThat(refuse(Event.builder("a", "ada").build(), SETTINGS, first, second, third))
                .isEqualTo(IngestOutcome.dropped("internal traffic"));
        assertThat(asked).containsExactly("first a", "second b");
    }

    @Test
    void rejectsWhatAHookRejects() {
        BeforeIngestHook hook = event -> {
            throw new EventRejectedException("no consent");
        };
        assertThat(refuse(Event.builder("a", "ada").build(), SETTINGS, hook))
                .isEqualTo(IngestOutcome.rejected("no consent"));
        assertThat(counters.hookFailures()).isZero();
    }

    @Test
    void letsAnEventPassAHookThatFailsUnlessToldOtherwise() {
        BeforeIngestHook failing = event -> {
            throw new NoClassDefFoundError("gone");
        };
        BeforeIngestHook undecided = event -> null;
        BeforeIngestHook adding =
                event -> Decision.keep(event.toBuilder().property("k", 1).build());
        IngestSettings strict = new IngestSettings() {
            @Override
            public HookFailure hookFailure() {
                return HookFailure.DROP;
            }
        };

        Admission passed = admit(Event.builder("a", "ada").build(), SETTINGS, failing, undecided, adding);
        assertThat(passed.accepted().event().properties()).containsEntry("k", 1);
        assertThat(counters.hookFailures()).isEqualTo(2);
        assertThat(refuse(Event.builder("a", "ada").build(), strict, failing))
                .isEqualTo(IngestOutcome.dropped("hook failed"));
    }

    @Test
    void checksWhatHooksReturn() {
        BeforeIngestHook blank =
                event -> Decision.keep(event.toBuilder().name(" ").build());
        BeforeIngestHook long_ = event ->
                Decision.keep(event.toBuilder().property("t", "x".repeat(9_000)).build());
        BeforeIngestHook forgetful = event -> Decision.keep(event.toBuilder()
                .eventId(null)
                .occurredAt(null)
                .property("n", Double.NaN)
                .build());
        UUID id = UUID.randomUUID();

        assertThat(refuse(Event.builder("a", "ada").build(), SETTINGS, blank).pointer())
                .isEqualTo("/eventName");
        assertThat(admit(Event.builder("a", "ada").build(), SETTINGS, long_)
                        .accepted()
                        .event()
                        .properties())
                .containsKey(EventFlags.TRUNCATED);
        AcceptedEvent accepted = admit(
                        Event.builder("a", "ada")
                                .eventId(id)
                                .occurredAt(NOW.minusSeconds(5))
                                .build(),
                        SETTINGS,
                        forgetful)
                .accepted();
        assertThat(accepted.eventId()).isEqualTo(id);
        assertThat(accepted.occurredAt()).isEqualTo(NOW_MILLIS.minusSeconds(5));
        assertThat(accepted.timeIsStable()).isTrue();
        assertThat(accepted.json()).isEqualTo("{\"n\":null}");
    }

    @Test
    void neverHandlesAFailureOfTheVirtualMachine() {
        BeforeIngestHook hook = event -> {
            throw new OutOfMemoryError("test");
        };
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> admit(Event.builder("a", "ada").build(), SETTINGS, hook))
                .isInstanceOf(OutOfMemoryError.class);
    }

    private AcceptedEvent accept(Event event) {
        Admission admission = admit(event, SETTINGS);
        assertThat(admission.refusal()).isNull();
        return admission.accepted();
    }

    private IngestOutcome refuse(Event event) {
        return refuse(event, SETTINGS);
    }

    private IngestOutcome refuse(Event event, IngestSettings settings, BeforeIngestHook... hooks) {
        Admission admission = admit(event, settings, hooks);
        assertThat(admission.accepted()).isNull();
        return admission.refusal();
    }

    private Admission admit(Event event, IngestSettings settings, BeforeIngestHook... hooks) {
        return new Acceptance(settings, IngestExtensions.NONE.beforeHooks(hooks), counters, CLOCK)
                .admit(AppId.DEFAULT, event);
    }
}
