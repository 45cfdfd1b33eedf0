/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.ui.view.Panel;
import java.util.List;

/**
 * People who dropped off.
 *
 * @param title the name of the funnel
 * @param back the address of the funnel
 * @param heading who they are, in a few words
 * @param done the event they did last
 * @param missed the event they did not do
 * @param whose of which people the funnel tells, in a sentence; empty for everybody
 * @param people their distinct ids
 * @param limit at most so many are listed
 */
public record PeopleModel(
        String title,
        String back,
        String heading,
        String done,
        String missed,
        String whose,
        Panel<List<String>> people,
        int limit) {}
