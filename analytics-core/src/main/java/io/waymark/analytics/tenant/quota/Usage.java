/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.quota;

import java.time.Instant;

/**
 * What a tenant has.
 *
 * @param apps how many apps
 * @param funnels how many stored funnels in all its apps
 * @param eventsThisMonth how many events were stored since the month began, by UTC
 * @param resetsAt when the next month begins
 */
public record Usage(int apps, int funnels, long eventsThisMonth, Instant resetsAt) {}
