/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

/** The variant that somebody keeps, and the phase in which they drew it. */
record Kept(String variant, int phase) {}
