/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import static io.waymark.analytics.segment.SegmentRule.active;
import static io.waymark.analytics.segment.SegmentRule.and;
import static io.waymark.analytics.segment.SegmentRule.did;
import static io.waymark.analytics.segment.SegmentRule.in;
import static io.waymark.analytics.segment.SegmentRule.not;
import static io.waymark.analytics.segment.SegmentRule.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import io.waymark.analytics.segment.SegmentPresets;
import io.waymark.analytics.segment.SegmentRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleFormTests {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final EventFilter DEAR = new EventFilter(
            "order_placed",
            List.of(
                    new PropertyCondition("total", Operator.GTE, new BigDecimal("49.5")),
                    PropertyCondition.eq("code", "20"),
                    new PropertyCondition("plan", Operator.IN, List.of("free", "pro")),
                    new PropertyCondition("coupon", Operator.NOT_EXISTS, null)));

    static List<SegmentRule> rules() {
        SegmentRule days = new SegmentRule.Did(DEAR, 2, 5, day("2026-03-01", "2026-04-01"));
        return List.of(
                did("cart_added"),
                did("cart_added").atLeast(0).atMost(0).inLastDays(7),
                new SegmentRule.Did(DEAR, 0, 3, SegmentRule.When.EVER),
                days,
                not(days),
                active(3, 14),
                new SegmentRule.Sum(DEAR, "total", Operator.LT, new BigDecimal("100"), SegmentRule.When.lastDays(90)),
                new SegmentRule.FirstTime("sign_up", SegmentRule.When.during(day("2026-03-29", "2026-03-30"))),
                new SegmentRule.Sequence(
                        DEAR, EventFilter.named("order_returned"), Duration.ofMinutes(90), SegmentRule.When.EVER),
                new SegmentRule.PersonProperty(PropertyCondition.eq("country", "DE")),
                new SegmentRule.InLifecycle(SegmentRule.InLifecycle.State.DORMANT, CalendarInterval.MONTH, ZONE),
                in("dormant"),
                and(did("a"), not(did("b")), in("at-risk")),
                or(did("a"), did("b")),
                or(and(did("a"), did("b")), did("c")),
                and(not(or(did("a"), active(1, 2))), or(did("b"), did("c"))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleSurvivesTheWayThroughAnAddress(SegmentRule rule) {
        RuleForm form = RuleFormReader.form(rule, ZONE);

        assertThat(form.json()).isNull();
        assertThat(RuleForm.read(form.parameters())).isEqualTo(form);
        assertThat(RuleFormJson.rule(RuleForm.read(form.parameters()), ZONE)).isEqualTo(rule);
    }

    @Test
    void whatGroupsCannotSayIsEditedAsJson() {
        SegmentRule deep = and(did("a"), or(did("b"), and(did("c"), did("d"))));
        SegmentRule noon = did("a").during(Period.between(
                LocalDate.parse("2026-03-01").atTime(12, 0).atZone(ZONE).toInstant(),
                LocalDate.parse("2026-03-02").atStartOfDay(ZONE).toInstant()));
        SegmentRule preset = SegmentPresets.find("active").orElseThrow().rule();

        for (SegmentRule rule : List.of(deep, noon, preset)) {
            RuleForm form = RuleFormReader.form(rule, ZONE);
            assertThat(form.json()).isNotNull();
            assertThat(RuleFormJson.rule(RuleForm.read(form.parameters()), ZONE))
                    .isEqualTo(rule);
        }
    }

    @Test
    void everyFaultStandsAtItsField() {
        Map<String, String> address = Map.ofEntries(
                Map.entry("k1.1", "did"),
                Map.entry("e1.1", " "),
                Map.entry("n1.1", "often"),
                Map.entry("p1.1.1", ""),
                Map.entry("o1.1.1", "eq"),
                Map.entry("v1.1.1", "x"),
                Map.entry("k1.2", "active"),
                Map.entry("x1.2", "1"),
                Map.entry("t1.2", "last"),
                Map.entry("d1.2", "0"),
                Map.entry("k2.1", "sequence"),
                Map.entry("e2.1", "a"),
                Map.entry("f2.1", ""),
                Map.entry("w2.1", "soon"),
                Map.entry("yp2.1.1", "q"),
                Map.entry("yo2.1.1", "in"),
                Map.entry("yv2.1.1", "1"),
                Map.entry("k2.2", "did"),
                Map.entry("e2.2", "a"),
                Map.entry("c2.2", "between"),
                Map.entry("n2.2", "3"),
                Map.entry("m2.2", "2"),
                Map.entry("t2.2", "between"),
                Map.entry("a2.2", "2026-05-02"),
                Map.entry("b2.2", "2026-05-01"),
                Map.entry("k2.3", "segment"));
        RuleForm form = RuleForm.read(address);

        InvalidInputException invalid =
                catchThrowableOfType(InvalidInputException.class, () -> RuleFormJson.rule(form, ZONE));

        assertThat(RuleFaults.of(form, invalid))
                .containsOnlyKeys("e1.1", "n1.1", "p1.1.1", "d1.2", "f2.1", "w2.1", "m2.2", "b2.2", "s2.3");
    }

    @Test
    void conditionsAndGroupsComeAndGo() {
        RuleForm form = RuleForm.empty().edited("add:1:sum").edited("where:1.2").edited("group:person");

        assertThat(form.groups()).hasSize(2);
        assertThat(form.groups().get(0).rows()).extracting(RuleRow::kind).containsExactly("did", "sum");
        assertThat(form.groups().get(0).rows().get(1).where()).hasSize(1);
        assertThat(form.edited("nowhere:1.2.1").groups().get(0).rows().get(1).where())
                .isEmpty();
        assertThat(form.edited("remove:2.1").groups()).hasSize(1);
        assertThat(form.edited("remove:99999999999.1")).isEqualTo(form);
        assertThat(RuleForm.empty().edited("remove:1.1")).isEqualTo(RuleForm.empty());
    }

    @Test
    void aKeyIsMadeFromTheName() {
        assertThat(SegmentChanges.keyOf("  Käufer über 50 €! ")).isEqualTo("kaufer-uber-50");
        assertThat(SegmentChanges.keyOf("INDIA")).isEqualTo("india");
    }

    private static Period day(String from, String to) {
        return Period.between(
                LocalDate.parse(from).atStartOfDay(ZONE).toInstant(),
                LocalDate.parse(to).atStartOfDay(ZONE).toInstant());
    }
}
