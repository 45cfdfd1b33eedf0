/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.trend;

import java.time.LocalDate;

/**
 * How many different people had an event by the end of a day.
 *
 * @param day the day
 * @param daily on that day
 * @param weekly on that day or one of the 6 before
 * @param monthly on that day or one of the 29 before
 */
public record ActivePeople(LocalDate day, long daily, long weekly, long monthly) {}
