/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import io.waymark.analytics.track.accept.AcceptedEvent;

/**
 * An event in the spool.
 *
 * @param event the event
 * @param inDoubt whether an earlier attempt to write it to the database may have succeeded
 */
public record SpooledEvent(AcceptedEvent event, boolean inDoubt) {}
