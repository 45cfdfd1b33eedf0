/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What it costs to ask for a variant, beside the SDKs of others that decide in the same process. */
@NullMarked
package io.waymark.benchmarks.variant;

import org.jspecify.annotations.NullMarked;
