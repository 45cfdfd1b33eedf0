/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The outbox: events written in the transactions of the application, and the way from there to the writer. */
@NullMarked
package io.waymark.analytics.track.outbox;

import org.jspecify.annotations.NullMarked;
