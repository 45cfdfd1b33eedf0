/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The spool: files on local disk that keep accepted events while the database cannot take them. */
@NullMarked
package io.waymark.analytics.track.spool;

import org.jspecify.annotations.NullMarked;
