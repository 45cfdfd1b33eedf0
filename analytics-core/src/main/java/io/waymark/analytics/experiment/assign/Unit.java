/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

/** Somebody in an experiment. */
record Unit(long experimentId, String unitId) {}
