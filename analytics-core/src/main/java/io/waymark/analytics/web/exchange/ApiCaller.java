/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.AppId;

/**
 * Who asks.
 *
 * @param app the only app that they see
 * @param name what they are called in the audit
 */
public record ApiCaller(AppId app, String name) {}
