/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.EventName;
import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredEventsTests {

    record OrderPlaced(int items) implements TypedEvent {}

    @EventType(name = "order_placed")
    record OtherOrder() implements TypedEvent {}

    @EventType(name = " ")
    record Blank() implements TypedEvent {}

    record PlainRecord() {}

    enum Shop implements EventName {
        CART_ADDED,
        ORDER_PLACED
    }

    @Test
    void collectsRecordsConstantsAndPlainNames() {
        DeclaredEvents declared = new DeclaredEvents(
                List.of(new EventDeclaration("signed_up")), List.of(EventTypes.of(Blankless.class, Cart.class)), 200);
        assertThat(declared.names()).containsExactlyInAnyOrder("signed_up", "blankless", "cart_added");
    }

    @Test
    void aTypeThatIsDeclaredTwiceIsOneType() {
        DeclaredEvents declared = new DeclaredEvents(
                List.of(), List.of(EventTypes.of(OrderPlaced.class), EventTypes.of(OrderPlaced.class)), 200);
        assertThat(declared.names()).containsExactly("order_placed");
    }

    @Test
    void twoTypesOfOneNameAreNamed() {
        assertThatThrownBy(() -> declare(OrderPlaced.class, OtherOrder.class))
                .isInstanceOf(InvalidEventTypeException.class)
                .hasMessageContaining("'order_placed'")
                .hasMessageContaining(OrderPlaced.class.getName())
                .hasMessageContaining(OtherOrder.class.getName());
        assertThatThrownBy(() -> declare(OrderPlaced.class, Shop.class))
                .hasMessageContaining(Shop.class.getName() + ".ORDER_PLACED");
    }

    @Test
    void namesAreNeitherBlankNorTooLongNorUnstorable() {
        assertThatThrownBy(() -> declare(Blank.class))
                .hasMessageContaining(Blank.class.getName() + " has a blank name");
        assertThatThrownBy(() -> declare("x".repeat(201), null)).hasMessageContaining("201 characters, where 200");
        assertThatThrownBy(() -> declare("nul\u0000", null)).hasMessageContaining("cannot be stored");
        assertThatThrownBy(() -> declare("x", "y".repeat(101))).hasMessageContaining("a category of 101");
    }

    @Test
    void whatIsNoTypeOfEventsIsRefused() {
        assertThatThrownBy(() -> EventTypes.of(PlainRecord.class))
                .isInstanceOf(InvalidEventTypeException.class)
                .hasMessageContaining(PlainRecord.class.getName());
        assertThatThrownBy(() -> EventTypes.of(EventName.class)).isInstanceOf(InvalidEventTypeException.class);
    }

    record Blankless() implements TypedEvent {}

    enum Cart implements EventName {
        CART_ADDED
    }

    private static void declare(Class<?>... types) {
        new DeclaredEvents(List.of(), List.of(EventTypes.of(types)), 200);
    }

    private static void declare(String name, @org.jspecify.annotations.Nullable String category) {
        new DeclaredEvents(List.of(new EventDeclaration(name, category, null)), List.of(), 200);
    }
}
