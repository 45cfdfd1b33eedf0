/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.funnel.FunnelBreakdown;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelExclusion;
import io.waymark.analytics.funnel.FunnelOrder;
import io.waymark.analytics.ui.condition.ConditionForm;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunnelFormTests {

    @Test
    void survivesTheWayThroughAnAddress() {
        FunnelDefinition definition = FunnelDefinition.of("viewed")
                .step(new EventFilter(
                        "paid",
                        List.of(
                                PropertyCondition.eq("code", "20"),
                                new PropertyCondition("total", PropertyCondition.Operator.GTE, new BigDecimal("5.5")))))
                .step("done")
                .exclude(new FunnelExclusion(
                        new EventFilter(
                                "chat",
                                List.of(
                                        PropertyCondition.eq("topic", "price, please"),
                                        new PropertyCondition("agent", PropertyCondition.Operator.EXISTS, null))),
                        1,
                        2))
                .exclude(new FunnelExclusion(EventFilter.named("left"), 2, 3))
                .order(FunnelOrder.STRICT)
                .conversionWindow(Duration.ofMinutes(90))
                .breakdown("device")
                .segment("power-user")
                .build();

        FunnelForm form = FunnelFormJson.form(definition);
        FunnelForm read = FunnelForm.read(form.parameters());

        assertThat(read).isEqualTo(form);
        assertThat(FunnelFormJson.definition(read)).isEqualTo(definition);
    }

    @Test
    void keepsWhosePropertyDividesPeople() {
        for (FunnelBreakdown breakdown : List.of(
                FunnelBreakdown.atStep(1, "plan"),
                FunnelBreakdown.atStep(2, "plan"),
                FunnelBreakdown.ofPerson("plan"))) {
            FunnelDefinition definition =
                    FunnelDefinition.of("viewed", "paid").breakdown(breakdown).build();
            FunnelForm read = FunnelForm.read(FunnelFormJson.form(definition).parameters());

            assertThat(FunnelFormJson.definition(read)).isEqualTo(definition);
        }
    }

    @Test
    void aBreakdownGoesWhereItsStepGoes() {
        FunnelForm form = FunnelForm.read(Map.of("e1", "a", "e2", "b", "e3", "c", "by", "plan", "at", "2"));

        assertThat(form.edited("up:2").breakdownAt()).isEqualTo("1");
        assertThat(form.edited("down:1").breakdownAt()).isEqualTo("1");
        assertThat(form.edited("down:2").breakdownAt()).isEqualTo("3");
        assertThat(form.edited("remove:1").breakdownAt()).isEqualTo("1");
        assertThat(form.edited("remove:2").breakdownAt()).isEqualTo("1");
        assertThat(form.edited("remove:3").breakdownAt()).isEqualTo("2");
        assertThat(form.edited("remove:9").breakdownAt()).isEqualTo("2");
        assertThat(FunnelForm.read(Map.of("by", "plan", "at", FunnelForm.PERSON))
                        .edited("remove:1")
                        .breakdownAt())
                .isEqualTo(FunnelForm.PERSON);
    }

    @Test
    void refusesABreakdownAtAStepThatIsGone() {
        FunnelForm form = FunnelForm.read(Map.of("e1", "a", "e2", "b", "by", "plan", "at", "3"));

        assertThatThrownBy(() -> FunnelFormJson.definition(form))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/breakdown/step");
    }

    @Test
    void addsMovesAndRemovesSteps() {
        FunnelForm form = FunnelForm.read(Map.of("e1", "a", "e2", "b", "e3", "c"));

        assertThat(events(form.edited("up:3"))).containsExactly("a", "c", "b");
        assertThat(events(form.edited("down:1"))).containsExactly("b", "a", "c");
        assertThat(events(form.edited("remove:2"))).containsExactly("a", "c");
        assertThat(events(form.edited("add"))).containsExactly("a", "b", "c", "");
        assertThat(events(form.edited("up:1"))).containsExactly("a", "b", "c");
        assertThat(events(form.edited("remove:99999999999"))).containsExactly("a", "b", "c");
        assertThat(form.edited("where:2").steps().get(1).where()).hasSize(1);
    }

    @Test
    void addsAndRemovesConditionsOfExclusions() {
        FunnelForm form = FunnelForm.read(Map.of("x1", "a", "x2", "b", "xp2.1", "kind", "xo2.1", "ne", "xv2.1", "7"));

        assertThat(form.exclusions().get(1).where()).containsExactly(new ConditionForm("kind", "ne", "7"));
        FunnelForm longer = form.edited("xwhere:2");
        assertThat(longer.exclusions().get(0).where()).isEmpty();
        assertThat(longer.exclusions().get(1).where())
                .containsExactly(new ConditionForm("kind", "ne", "7"), ConditionForm.EMPTY);
        assertThat(longer.edited("xnowhere:2.2")).isEqualTo(form);
        assertThat(longer.edited("exclude")
                        .edited("include:1")
                        .exclusions()
                        .get(0)
                        .where())
                .hasSize(2);
    }

    @Test
    void growsNoFurtherThanAFunnelMayBe() {
        FunnelForm form = FunnelForm.empty();
        for (int i = 0; i < 60; i++) {
            form = form.edited("add").edited("exclude").edited("where:1").edited("xwhere:1");
        }
        assertThat(form.steps()).hasSize(FunnelDefinition.MAX_STEPS);
        assertThat(form.exclusions()).hasSize(FunnelForm.MAX_ROWS);
        assertThat(form.steps().get(0).where()).hasSize(ConditionForm.MAX_CONDITIONS);
        assertThat(form.exclusions().get(0).where()).hasSize(ConditionForm.MAX_CONDITIONS);
        assertThat(FunnelForm.read(form.parameters())).isEqualTo(form);
    }

    @Test
    void keepsAWindowThatIsNoWholeNumberOfMinutes() {
        FunnelDefinition definition = FunnelDefinition.of("viewed")
                .step("paid")
                .conversionWindow(Duration.ofMillis(60_001))
                .build();
        assertThat(FunnelFormJson.definition(FunnelFormJson.form(definition))).isEqualTo(definition);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> FunnelFormJson.definition(FunnelForm.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/steps/0/event");
    }

    @Test
    void refusesAWindowThatIsNoNumber() {
        FunnelForm form = FunnelForm.read(Map.of("e1", "a", "e2", "b", "w", "soon"));

        assertThatThrownBy(() -> FunnelFormJson.definition(form))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/conversionWindow");
    }

    private static List<String> events(FunnelForm form) {
        return form.steps().stream().map(FunnelForm.Step::event).toList();
    }
}
