/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Conditions on properties as fields of a form. */
@NullMarked
package io.waymark.analytics.ui.condition;

import org.jspecify.annotations.NullMarked;
