/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import io.waymark.analytics.Event;
import java.time.Instant;

/**
 * An event of the live list.
 *
 * @param seq its place in the order of ingest
 * @param event the event, without its event id and session id
 * @param receivedAt when it was accepted
 */
public record LatestEvent(long seq, Event event, Instant receivedAt) {}
