/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Visitors: who somebody is before they have logged in, and how they become who they are. */
@NullMarked
package io.waymark.analytics.person.visitor;

import org.jspecify.annotations.NullMarked;
