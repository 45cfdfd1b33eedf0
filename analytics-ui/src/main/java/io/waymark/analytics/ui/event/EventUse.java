/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

/**
 * Something stored that asks for an event.
 *
 * @param kind the key of the word for what it is
 * @param name its name
 */
public record EventUse(String kind, String name) {}
