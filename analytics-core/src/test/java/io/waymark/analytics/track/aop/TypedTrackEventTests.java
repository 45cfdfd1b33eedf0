/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.EventType;
import io.waymark.analytics.annotation.TrackEvent;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TypedTrackEventTests {

    @EventType(name = "plant_watered")
    record Watered(int litres, String plant) implements TypedEvent {}

    record WrongKeys(int a, @EventProperty("a") int b) implements TypedEvent {}

    static class Garden {

        @TrackEvent(type = Watered.class, properties = "litres=#amount")
        public void water(int amount, @EventProperty String plant) {}

        @TrackEvent(type = Watered.class, properties = "liters=#amount")
        public void misspelt(int amount) {}

        @TrackEvent(type = Watered.class)
        public void misnamed(@EventProperty("flower") String plant) {}

        @TrackEvent(value = "watered", type = Watered.class)
        public void both() {}

        @TrackEvent
        public void neither() {}

        @TrackEvent(type = WrongKeys.class)
        public void broken() {}
    }

    @Test
    void theEventIsCalledLikeItsType() {
        TrackedMethod tracked = read("water");
        assertThat(tracked.eventName()).isEqualTo("plant_watered");
        assertThat(tracked.properties()).containsOnlyKeys("litres");
        assertThat(tracked.arguments()).containsOnlyKeys("plant");
    }

    @Test
    void propertiesThatTheTypeDoesNotHaveAreRefused() {
        assertThatThrownBy(() -> read("misspelt"))
                .isInstanceOf(InvalidTrackEventException.class)
                .hasMessageContaining("'liters'")
                .hasMessageContaining("'plant_watered' has no such property");
        assertThatThrownBy(() -> read("misnamed")).hasMessageContaining("'flower'");
    }

    @Test
    void eitherANameOrATypeIsGiven() {
        assertThatThrownBy(() -> read("both")).hasMessageContaining("give one of the two");
        assertThatThrownBy(() -> read("neither")).hasMessageContaining("the event has no name");
    }

    @Test
    void aTypeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> read("broken"))
                .isInstanceOf(InvalidTrackEventException.class)
                .hasMessageContaining("two components for the property 'a'");
    }

    private static TrackedMethod read(String name) {
        Method method = Arrays.stream(Garden.class.getMethods())
                .filter(each -> each.getName().equals(name))
                .findAny()
                .orElseThrow();
        return TrackedMethod.read(method.getAnnotation(TrackEvent.class), method);
    }
}
