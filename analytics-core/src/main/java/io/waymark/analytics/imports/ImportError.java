/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

/**
 * A line that was not imported because something is wrong with it.
 *
 * @param line its number, from 1
 * @param reason what is wrong, for a person
 */
public record ImportError(long line, String reason) {}
