/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What events say of their person: which distinct ids are one person, and what is known of them. */
@NullMarked
package io.waymark.analytics.person.identify;

import org.jspecify.annotations.NullMarked;
