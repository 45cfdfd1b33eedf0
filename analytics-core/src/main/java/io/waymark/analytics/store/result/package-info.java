/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Answers of reports that are kept for as long as nothing they depend on has changed. */
@NullMarked
package io.waymark.analytics.store.result;

import org.jspecify.annotations.NullMarked;
