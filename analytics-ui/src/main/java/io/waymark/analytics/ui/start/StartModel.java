/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.start;

import io.waymark.analytics.ui.live.TailModel;
import io.waymark.analytics.ui.view.Panel;

/**
 * The way to the first event.
 *
 * @param how which code is shown: {@code annotation}, {@code java}, {@code http} or {@code browser}
 * @param tail the events that arrived last
 */
public record StartModel(String how, Panel<TailModel> tail) {}
