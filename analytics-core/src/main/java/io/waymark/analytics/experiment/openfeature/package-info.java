/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Experiments for whoever asks by OpenFeature. */
@NullMarked
package io.waymark.analytics.experiment.openfeature;

import org.jspecify.annotations.NullMarked;
