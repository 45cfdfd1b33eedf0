/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import io.waymark.analytics.track.IngestSettings;

/** So many events at most go into one transaction. */
record StoredAtOnce(int batchSize) implements IngestSettings {}
