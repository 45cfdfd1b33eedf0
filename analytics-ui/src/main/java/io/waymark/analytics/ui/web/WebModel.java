/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.web;

import io.waymark.analytics.ui.view.Panel;

/**
 * The page about visits of the web.
 *
 * @param figures the figures and their chart
 * @param pages the pages
 * @param sources where visits came from
 * @param places the countries
 * @param devices with what
 */
public record WebModel(
        Panel<WebFiguresModel> figures,
        Panel<WebPagesModel> pages,
        Panel<WebVisitsModel> sources,
        Panel<WebVisitsModel> places,
        Panel<WebVisitsModel> devices) {}
