/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.write;

import io.waymark.analytics.person.identify.Refusal;
import java.util.BitSet;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param stored the positions of the events that were stored
 * @param purged the positions of those that were not, because their time has been purged
 * @param refusals why events that were stored did not make two ids one person
 */
record Written(BitSet stored, BitSet purged, List<Refusal> refusals) {}
