/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

import java.time.LocalDate;

/**
 * A day of an app.
 *
 * @param app the number of the app
 * @param day the day
 * @param zone the name of the time zone whose day it is, the app's when it was looked up
 */
public record LocalDay(int app, LocalDate day, String zone) {}
