/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.annotation.EventProperty;
import io.waymark.analytics.annotation.EventType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedEventTests {

    private final List<Event> tracked = new ArrayList<>();
    private final Analytics analytics = tracked::add;

    @EventType(name = "order_placed")
    private record Purchase(
            BigDecimal total,
            @EventProperty("coupon_code") @Nullable String coupon) implements TypedEvent {}

    private record HTTPCallFailed(int status) implements TypedEvent {}

    private record ICalExported() implements TypedEvent {}

    private record Twice(int a, @EventProperty("a") int b) implements TypedEvent {}

    private static final class NoRecord implements TypedEvent {}

    private enum Shop implements EventName {
        CART_INITIALISED,
        CART_ADDED {
            @Override
            public String eventName() {
                return "Cart added";
            }
        }
    }

    @Test
    void itsComponentsAreTheProperties() {
        analytics.track(new Purchase(BigDecimal.TEN, "spring"), "kim");

        Event event = tracked.get(0);
        assertThat(event.name()).isEqualTo("order_placed");
        assertThat(event.distinctId()).isEqualTo("kim");
        assertThat(event.properties()).isEqualTo(Map.of("total", BigDecimal.TEN, "coupon_code", "spring"));
        assertThat(TypedEvent.propertiesOf(Purchase.class)).containsExactly("total", "coupon_code");
    }

    @Test
    void aComponentThatIsNullIsLeftOut() {
        assertThat(new Purchase(BigDecimal.ONE, null).toEvent("kim").properties())
                .containsOnlyKeys("total");
    }

    @Test
    void aTypeWithoutANameIsCalledLikeItself() {
        assertThat(TypedEvent.nameOf(HTTPCallFailed.class)).isEqualTo("http_call_failed");
        assertThat(TypedEvent.nameOf(ICalExported.class)).isEqualTo("i_cal_exported");
    }

    @Test
    void onlyARecordWithKeysOfItsOwnIsATypedEvent() {
        assertThatThrownBy(() -> new NoRecord().toEvent("kim"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no record");
        assertThatThrownBy(() -> TypedEvent.nameOf(Twice.class)).hasMessageContaining("'a'");
    }

    @Test
    void constantsOfAnEnumAreNamesInLowerCaseInEveryLanguage() {
        analytics.track(Shop.CART_INITIALISED, "kim");
        analytics.track(Shop.CART_ADDED, "kim", Map.of("plant", "fern"));

        assertThat(tracked).extracting(Event::name).containsExactly("cart_initialised", "Cart added");
        assertThat(tracked.get(1).properties()).isEqualTo(Map.of("plant", "fern"));
    }

    @Test
    void aNameThatIsNoConstantSaysItself() {
        EventName nameless = new EventName() {};
        assertThatThrownBy(nameless::eventName).isInstanceOf(UnsupportedOperationException.class);
    }
}
