/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.people;

import io.waymark.analytics.ui.view.Panel;
import java.util.List;

/**
 * The page that finds people.
 *
 * @param search what their id contains; blank for those who did something last
 * @param people an id of each
 * @param limit how many are listed at most
 */
public record PeopleListModel(String search, Panel<List<String>> people, int limit) {}
