/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reading JSON documents of strangers: every fault is found, and named with the place where it is. */
@NullMarked
package io.waymark.analytics.json;

import org.jspecify.annotations.NullMarked;
