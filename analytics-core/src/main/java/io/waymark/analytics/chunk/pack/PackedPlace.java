/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.pack;

/**
 * Where the events of a person, and of those after them, begin in packed events.
 *
 * @param person the number of the person, who need not have any
 * @param event how many events are before
 * @param people how many people have these
 * @param before the number of the last of these people; one less than the first of the bucket if there are none
 */
record PackedPlace(int person, int event, int people, int before) {}
