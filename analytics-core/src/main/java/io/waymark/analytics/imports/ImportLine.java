/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

/**
 * A line of a file.
 *
 * @param number its number, from 1
 * @param text the line without its end; only the beginning if it is too long
 * @param tooLong whether the rest was left out
 */
public record ImportLine(long number, String text, boolean tooLong) {}
