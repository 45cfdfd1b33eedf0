/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What people type into the fields of a form: conditions on properties, lengths of time, and the rows of these. */
@NullMarked
package io.waymark.analytics.ui.condition;

import org.jspecify.annotations.NullMarked;
