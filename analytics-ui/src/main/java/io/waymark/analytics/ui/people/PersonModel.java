/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.people;

import io.waymark.analytics.person.profile.Person;
import io.waymark.analytics.ui.view.Panel;

/**
 * The page about one person.
 *
 * @param id the id asked for
 * @param person who they are
 * @param timeline what they did
 */
public record PersonModel(String id, Person person, Panel<TimelineModel> timeline) {}
