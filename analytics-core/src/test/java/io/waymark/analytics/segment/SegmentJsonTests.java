/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.analytics.CalendarInterval;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.segment.SegmentRule.When;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SegmentJsonTests {

    @Test
    void readsATree() {
        assertThat(SegmentJson.rule(parse("""
                        {"and":[{"did":"a","min":2,"max":3,"from":"2026-01-01T00:00:00Z","to":"2026-02-01"},
                                {"or":[{"not":{"did":{"event":"b","where":[]}}},{"did":"c","max":0}]}]}"""), ""))
                .isEqualTo(SegmentRule.and(
                        SegmentRule.did("a")
                                .atLeast(2)
                                .atMost(3)
                                .during(Period.between(
                                        Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"))),
                        SegmentRule.or(
                                SegmentRule.not(SegmentRule.did("b")),
                                SegmentRule.did("c").atMost(0))));
    }

    @Test
    void aRuleSurvivesTheWayThroughJson() {
        SegmentRule rule = SegmentRule.or(
                SegmentRule.not(SegmentRule.and(SegmentRule.did("a"), SegmentRule.did("b"))),
                SegmentRule.did("c").atLeast(0).atMost(7).during(new Period(Instant.EPOCH, null)));
        assertThat(SegmentJson.rule(parse(SegmentJson.write(rule).toString()), ""))
                .isEqualTo(rule);
    }

    @Test
    void everyConditionSurvivesTheWayThroughJson() {
        PropertyCondition pro = PropertyCondition.eq("plan", "pro");
        SegmentRule rule = SegmentRule.and(
                SegmentRule.did("a").inLastDays(7),
                SegmentRule.active(3, 14),
                new SegmentRule.Active(1, When.EVER),
                new SegmentRule.Sum(
                        new EventFilter("order", List.of(pro)),
                        "total",
                        PropertyCondition.Operator.LT,
                        new BigDecimal("12.5"),
                        When.during(new Period(null, Instant.EPOCH))),
                new SegmentRule.FirstTime("signed_up", When.lastDays(3)),
                new SegmentRule.Sequence(
                        EventFilter.named("a"),
                        new EventFilter("b", List.of(pro)),
                        Duration.ofHours(36),
                        When.lastDays(30)),
                new SegmentRule.PersonProperty(pro),
                new SegmentRule.InLifecycle(
                        SegmentRule.InLifecycle.State.RESURRECTING, CalendarInterval.MONTH, ZoneId.of("Europe/Berlin")),
                SegmentRule.in("at-risk"));
        assertThat(SegmentJson.rule(parse(SegmentJson.write(rule).toString()), ""))
                .isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rule | {}",
                "/rule | []",
                "/rule | {'xor':[]}",
                "/rule | {'did':'a','not':{'did':'b'}}",
                "/rule/and | {'and':[]}",
                "/rule/and | {'and':{'did':'a'}}",
                "/rule/or/1 | {'or':[{'did':'a'},7]}",
                "/rule/not | {'not':'a'}",
                "/rule/did | {'did':''}",
                "/rule/did/event | {'did':{'where':[]}}",
                "/rule/min | {'did':'a','min':-1}",
                "/rule/min | {'did':'a','min':1.5}",
                "/rule/min | {'did':'a','min':'2'}",
                "/rule/max | {'did':'a','min':3,'max':2}",
                "/rule/max | {'did':'a','max':99999999999}",
                "/rule/lastDays | {'did':'a','lastDays':0}",
                "/rule/lastDays | {'did':'a','lastDays':3,'to':'2026-01-01'}",
                "/rule/active/min | {'active':{'min':0}}",
                "/rule/sum/property | {'sum':{'event':'a'},'value':1}",
                "/rule/value | {'sum':{'event':'a','property':'p'},'op':'gt','value':'1'}",
                "/rule/value | {'sum':{'event':'a','property':'p'},'value':1e9999}",
                "/rule/op | {'sum':{'event':'a','property':'p'},'op':'contains','value':1}",
                "/rule/firstTime/where | {'firstTime':{'event':'a','where':[{'property':'p','op':'exists'}]}}",
                "/rule/sequence/then | {'sequence':{'first':'a','then':7}}",
                "/rule/sequence/within | {'sequence':{'first':'a','then':'b','within':'7 days'}}",
                "/rule/person/op | {'person':{'property':'p','op':'like','value':1}}",
                "/rule/lifecycle | {'lifecycle':'asleep'}",
                "/rule/period | {'lifecycle':'new','period':'hour'}",
                "/rule/segment | {'segment':''}",
                "/rule/to | {'did':'a','from':'2026-02-01','to':'2026-01-01'}"
            })
    void namesThePlaceOfTheFault(String pointer, String json) {
        assertThat(faults(json))
                .extracting(InvalidInputException.Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void refusesWhatIsNestedTooDeepOrTooLarge() {
        assertThat(faults("{'not':".repeat(11) + "{'did':'a'}" + "}".repeat(11)))
                .singleElement()
                .matches(fault -> fault.detail().contains("nested"));
        String wide = "{'or':[" + "{'did':'a'},".repeat(49) + "{'did':'a'}]}";
        assertThat(faults("{'and':[" + wide + "," + wide + "," + wide + "]}"))
                .singleElement()
                .matches(fault -> fault.detail().contains("100"));
    }

    private static Iterable<InvalidInputException.Fault> faults(String json) {
        InvalidInputException fault = catchThrowableOfType(
                InvalidInputException.class, () -> SegmentJson.rule(parse(json.replace('\'', '"')), "/rule"));
        assertThat(fault).as("no fault in %s", json).isNotNull();
        return fault.faults();
    }

    private static JsonNode parse(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
