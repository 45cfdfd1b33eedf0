/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.timeline;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is read.
 *
 * @param event the event
 * @param session the stored hash of the client's session id; {@code null} if it has none
 */
record StoredEvent(TimelineEvent event, @Nullable Long session) {}
