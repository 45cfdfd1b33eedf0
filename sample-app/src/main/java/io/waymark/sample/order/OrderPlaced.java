/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.order;

import io.waymark.analytics.TypedEvent;
import io.waymark.analytics.annotation.EventType;
import java.math.BigDecimal;

/**
 * The event of an order.
 *
 * @param amount what it costs, in euros
 * @param items how many plants it is about
 * @param payment how it is paid
 */
@EventType(name = "order_placed", category = "Checkout", description = "An order was paid and stored.")
public record OrderPlaced(BigDecimal amount, int items, Payment payment) implements TypedEvent {}
