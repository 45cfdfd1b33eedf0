/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** ClickHouse as a library in this process. */
@NullMarked
package io.waymark.benchmarks.clickhouse;

import org.jspecify.annotations.NullMarked;
