/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats;

import java.util.List;
import java.util.Map;

/**
 * All pages and visits of a period, told apart in every way.
 *
 * @param pages the pages, in no order
 * @param visits the visits by each dimension, in their order
 */
record WebParts(List<PageFigures> pages, Map<WebDimension, List<VisitFigures>> visits) {}
