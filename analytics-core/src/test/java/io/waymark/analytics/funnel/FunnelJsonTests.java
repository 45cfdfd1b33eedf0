/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.Period;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.event.PropertyCondition.Operator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FunnelJsonTests {

    private static final String AD_HOC = """
            {"steps":[{"event":"A_SUBMITTED","where":[{"property":"amount_req","op":"gte","value":20000}]},{"event":"O_SENT"}],
             "conversionWindow":"PT24H","order":"ORDERED","entry":"FIRST_ENTRY","windowFrom":"PREVIOUS_STEP",
             "exclude":[{"event":"A_CANCELLED","fromStep":1,"toStep":2}],
             "from":"2011-10-01T00:00:00Z","to":"2012-04-01T02:00:00+02:00","breakdown":null,"segment":null,
             "timezone":"Europe/Berlin"}""";

    @Test
    void readsAnAdHocQuery() {
        FunnelQuery query = FunnelJson.query(AppId.DEFAULT, parse(AD_HOC));

        assertThat(query.definition())
                .isEqualTo(FunnelDefinition.of()
                        .step(new EventFilter(
                                "A_SUBMITTED",
                                List.of(new PropertyCondition("amount_req", Operator.GTE, BigDecimal.valueOf(20000)))))
                        .step("O_SENT")
                        .conversionWindow(Duration.ofHours(24))
                        .entry(FunnelEntry.FIRST_ENTRY)
                        .windowFrom(WindowFrom.PREVIOUS_STEP)
                        .exclude(new FunnelExclusion(EventFilter.named("A_CANCELLED"), 1, 2))
                        .build());
        assertThat(query.period())
                .isEqualTo(
                        Period.between(Instant.parse("2011-10-01T00:00:00Z"), Instant.parse("2012-04-01T00:00:00Z")));
        assertThat(query.timezone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void whatIsNotSaidIsTheDefault() {
        FunnelQuery query = FunnelJson.query(
                AppId.DEFAULT,
                parse(
                        "{\"steps\":[{\"event\":\"a\"},\"b\"],\"exclude\":[{\"event\":\"x\"}],\"from\":\"2026-03-29\",\"timezone\":\"Europe/Berlin\"}"));

        assertThat(query.definition())
                .isEqualTo(FunnelDefinition.of("a", "b").exclude("x").build());
        assertThat(query.definition().conversionWindow()).isEqualTo(Duration.ofHours(72));
        assertThat(query.period()).isEqualTo(new Period(Instant.parse("2026-03-28T23:00:00Z"), null));
    }

    @Test
    void aDefinitionSurvivesTheWayThroughJson() {
        FunnelDefinition definition = FunnelDefinition.of("a", "b")
                .step(new EventFilter(
                        "c",
                        List.of(
                                PropertyCondition.eq("x", "<b>'\"\\"),
                                new PropertyCondition("y", Operator.IN, List.of("a", true, new BigDecimal("1.5"))),
                                new PropertyCondition("z", Operator.NOT_EXISTS, null))))
                .order(FunnelOrder.STRICT)
                .conversionWindow(Duration.ofMinutes(90))
                .exclude(new FunnelExclusion(EventFilter.named("x"), 2, 3))
                .breakdown("country")
                .segment("at-risk")
                .build();

        assertThat(FunnelJson.definition(parse(FunnelJson.write(definition).toString())))
                .isEqualTo(definition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'plan'",
                "{'property':'plan','step':3}",
                "{'property':'plan','of':'person'}",
            })
    void aBreakdownIsWrittenAsItIsRead(String breakdown) {
        JsonNode json = parse(
                "{'steps':['a','b','c'],'breakdown':%s}".formatted(breakdown).replace('\'', '"'));

        JsonNode written = FunnelJson.write(FunnelJson.definition(json));

        assertThat(written.get("breakdown")).isEqualTo(json.get("breakdown"));
        assertThat(FunnelJson.write(FunnelJson.definition(written))).isEqualTo(written);
    }

    @Test
    void aBreakdownIsOfTheFirstStepUnlessItSaysOtherwise() {
        FunnelBreakdown atFirst = FunnelBreakdown.atStep(1, "plan");
        assertThat(breakdown("'plan'")).isEqualTo(atFirst);
        assertThat(breakdown("{'property':'plan'}")).isEqualTo(atFirst);
        assertThat(breakdown("{'property':'plan','step':1,'of':null}")).isEqualTo(atFirst);
        assertThat(breakdown("{'property':'plan','step':2}")).isEqualTo(FunnelBreakdown.atStep(2, "plan"));
        assertThat(breakdown("{'property':'plan','of':'person'}")).isEqualTo(FunnelBreakdown.ofPerson("plan"));
        assertThat(breakdown("null")).isNull();
    }

    private static @Nullable FunnelBreakdown breakdown(String json) {
        return FunnelJson.definition(parse(
                        "{'steps':['a','b'],'breakdown':%s}".formatted(json).replace('\'', '"')))
                .breakdown();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/steps | {}",
                "/steps | {'steps':[]}",
                "/steps | {'steps':['a']}",
                "/steps | {'steps':'a'}",
                "/steps | {'steps':['a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a','a']}",
                "/steps/1 | {'steps':['a',' ']}",
                "/steps/1 | {'steps':['a',7]}",
                "/steps/1/event | {'steps':['a',{}]}",
                "/steps/1/event | {'steps':['a',{'event':''}]}",
                "/steps/1/event | {'steps':['a',{'event':['b']}]}",
                "/steps/1/event | {'steps':['a',{'event':'b\\u0000'}]}",
                "/steps/1/where | {'steps':['a',{'event':'b','where':{}}]}",
                "/steps/1/where/0 | {'steps':['a',{'event':'b','where':['x']}]}",
                "/steps/1/where/0/property | {'steps':['a',{'event':'b','where':[{'op':'eq','value':1}]}]}",
                "/steps/1/where/0/op | {'steps':['a',{'event':'b','where':[{'property':'p','op':'EQ','value':1}]}]}",
                "/steps/1/where/0/value | {'steps':['a',{'event':'b','where':[{'property':'p','op':'eq'}]}]}",
                "/steps/1/where/0/value | {'steps':['a',{'event':'b','where':[{'property':'p','op':'eq','value':{}}]}]}",
                "/steps/1/where/0/value | {'steps':['a',{'event':'b','where':[{'property':'p','op':'gt','value':true}]}]}",
                "/steps/1/where/0/value | {'steps':['a',{'event':'b','where':[{'property':'p','op':'gt','value':1e999}]}]}",
                "/steps/1/where/0/value | {'steps':['a',{'event':'b','where':[{'property':'p','op':'in','value':1}]}]}",
                "/steps/1/where/0/value | {'steps':['a',{'event':'b','where':[{'property':'p','op':'in','value':[]}]}]}",
                "/steps/1/where/0/value | {'steps':['a',{'event':'b','where':[{'property':'p','op':'exists','value':1}]}]}",
                "/conversionWindow | {'steps':['a','b'],'conversionWindow':'3 days'}",
                "/conversionWindow | {'steps':['a','b'],'conversionWindow':'PT0S'}",
                "/conversionWindow | {'steps':['a','b'],'conversionWindow':'-PT1H'}",
                "/conversionWindow | {'steps':['a','b'],'conversionWindow':72}",
                "/conversionWindow | {'steps':['a','b'],'conversionWindow':'P999999999D'}",
                "/order | {'steps':['a','b'],'order':'SORTED'}",
                "/entry | {'steps':['a','b'],'entry':1}",
                "/windowFrom | {'steps':['a','b'],'windowFrom':'LAST'}",
                "/exclude/0/fromStep | {'steps':['a','b'],'exclude':[{'event':'x','fromStep':2}]}",
                "/exclude/0/toStep | {'steps':['a','b'],'exclude':[{'event':'x','toStep':3}]}",
                "/exclude/0/toStep | {'steps':['a','b','c'],'exclude':[{'event':'x','fromStep':2,'toStep':2}]}",
                "/exclude/0 | {'steps':['a','b','c'],'order':'ANY','exclude':[{'event':'x','fromStep':2,'toStep':3}]}",
                "/breakdown | {'steps':['a','b'],'breakdown':5}",
                "/breakdown/property | {'steps':['a','b'],'breakdown':{}}",
                "/breakdown/property | {'steps':['a','b'],'breakdown':{'property':' ','step':2}}",
                "/breakdown/step | {'steps':['a','b'],'breakdown':{'property':'p','step':3}}",
                "/breakdown/step | {'steps':['a','b'],'breakdown':{'property':'p','step':0}}",
                "/breakdown/step | {'steps':['a','b'],'breakdown':{'property':'p','step':'2'}}",
                "/breakdown/step | {'steps':['a','b'],'breakdown':{'property':'p','step':2,'of':'person'}}",
                "/breakdown/of | {'steps':['a','b'],'breakdown':{'property':'p','of':'people'}}",
                "/steps | {'steps':['a'],'breakdown':{'property':'p','step':2}}",
                "/segment | {'steps':['a','b'],'segment':' '}",
                "/from | {'steps':['a','b'],'from':'yesterday'}",
                "/from | {'steps':['a','b'],'from':'+999999-01-01T00:00:00Z'}",
                "/to | {'steps':['a','b'],'from':'2026-01-02T00:00:00Z','to':'2026-01-02T00:00:00Z'}",
                "/timezone | {'steps':['a','b'],'timezone':'Mars'}",
                "`` | []",
                "`` | 'text'"
            })
    void namesThePlaceOfTheFault(String pointer, String json) {
        InvalidInputException fault = catchThrowableOfType(
                InvalidInputException.class, () -> FunnelJson.query(AppId.DEFAULT, parse(json.replace('\'', '"'))));
        assertThat(fault).isNotNull();
        assertThat(fault.faults())
                .extracting(InvalidInputException.Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void findsAllFaultsAtOnceAndListsWhatIsAllowed() {
        InvalidInputException fault = catchThrowableOfType(
                InvalidInputException.class,
                () -> FunnelJson.query(
                        AppId.DEFAULT,
                        parse(
                                "{\"steps\":[\"a\",\"\"],\"order\":\"x\",\"conversionWindow\":\"x\",\"timezone\":\"x\"}")));
        assertThat(fault.faults())
                .extracting(InvalidInputException.Fault::pointer)
                .containsExactly("/steps/1", "/conversionWindow", "/order", "/timezone");
        assertThat(fault.faults().get(2).detail()).isEqualTo("must be one of ORDERED, STRICT, ANY");
    }

    @Test
    void writesAReportInTheShapeOfTheApi() {
        FunnelFigures figures =
                new FunnelFigures(List.of(EventFilter.named("A_SUBMITTED"), EventFilter.named("O_SENT")));
        figures.add(new long[] {0, 2500});
        figures.add(new long[] {7});
        JsonNode json = FunnelJson.write(new FunnelReport(
                figures.steps(),
                figures.medianSeconds(),
                figures.averageSeconds(),
                List.of(),
                figures.timeToConvert(),
                List.of(),
                1,
                false));

        assertThat(parse(json.toString())).isEqualTo(parse("""
                {"steps":[
                  {"step":1,"event":"A_SUBMITTED","users":2,"conversionFromPrev":100.0,"conversionFromStart":100.0,
                   "dropOff":0,"medianSecondsFromPrev":null,"averageSecondsFromPrev":null},
                  {"step":2,"event":"O_SENT","users":1,"conversionFromPrev":50.0,"conversionFromStart":50.0,
                   "dropOff":1,"medianSecondsFromPrev":2.5,"averageSecondsFromPrev":2.5}],
                 "medianSeconds":2.5,"averageSeconds":2.5,"breakdown":[],
                 "timeToConvert":[{"fromSeconds":0.0,"toSeconds":10.0,"users":1}],"trend":[],"windowOpen":1,"purged":false}"""));
    }

    private static JsonNode parse(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
