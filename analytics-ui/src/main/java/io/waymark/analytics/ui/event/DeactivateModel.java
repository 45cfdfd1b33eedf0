/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.event.EventDefinition;
import java.util.List;

/**
 * An event that is about to be switched off though something asks for it.
 *
 * @param definition what it is to become
 * @param uses what asks for it
 */
public record DeactivateModel(EventDefinition definition, List<EventUse> uses) {}
