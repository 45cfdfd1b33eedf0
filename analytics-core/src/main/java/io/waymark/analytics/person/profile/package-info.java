/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is known of a person. */
@NullMarked
package io.waymark.analytics.person.profile;

import org.jspecify.annotations.NullMarked;
