/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.flow;

/**
 * How many different people of a bucket have what is told apart.
 *
 * @param nodes by the number of the step at its place
 * @param links by the number of the two steps
 * @param all how many have any
 */
@SuppressWarnings("ArrayRecordComponent")
record FlowUsers(long[] nodes, long[] links, long all) {}
