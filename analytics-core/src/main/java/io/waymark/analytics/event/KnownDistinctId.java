/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/**
 * A distinct id as it is stored.
 *
 * @param number its own number, which never changes
 * @param personId the number of the person it belongs to now
 */
public record KnownDistinctId(int number, int personId) {}
