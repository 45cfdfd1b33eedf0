/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

/**
 * What was counted of the people of one bucket.
 *
 * @param counts what its thread counted
 * @param paths how many took the paths
 * @param movements how many made the transitions
 */
record PathBucket(PathCounts counts, TakersFigures paths, TakersFigures movements) {}
