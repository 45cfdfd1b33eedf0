/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.retention;

import io.waymark.analytics.ui.view.Panel;
import java.util.Collection;

/**
 * The page about people who come back.
 *
 * @param form the question
 * @param events the event names to choose from
 * @param grid the answer
 */
public record RetentionModel(RetentionForm form, Collection<String> events, Panel<RetentionGrid> grid) {}
