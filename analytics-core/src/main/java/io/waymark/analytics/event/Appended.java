/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.util.BitSet;

/**
 * What became of events that were to be appended.
 *
 * @param stored the positions that were stored
 * @param purged the positions that were not, because their time has been purged; all others were stored before
 */
public record Appended(BitSet stored, BitSet purged) {}
