/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.segment.Segment;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Shell.Choice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of one segment.
 *
 * @param key its key; empty for a new one
 * @param name its name
 * @param stored the stored segment; null for a preset or a new one
 * @param form the builder
 * @param edited whether the form differs from what is stored
 * @param faults what is wrong, by the name of the field
 * @param draft what is typed in to store it as a new one
 * @param choices what the builder offers
 * @param rule the rule as JSON; null as long as the form is wrong
 * @param members who is in it; null as long as the form is wrong
 * @param sizes how many were in it over time; null as long as the form is wrong
 */
public record SegmentModel(
        String key,
        String name,
        @Nullable Segment stored,
        RuleForm form,
        boolean edited,
        Map<String, String> faults,
        Draft draft,
        Choices choices,
        @Nullable String rule,
        @Nullable Panel<Members> members,
        @Nullable Panel<SizesModel> sizes) {

    /**
     * What is wrong at a field.
     *
     * @param field the name of the field
     * @return a sentence; null for nothing
     */
    public @Nullable String faultAt(String field) {
        return faults.get(field);
    }

    /** {@return whether it can be stored under its own key} */
    public boolean savable() {
        return stored != null && edited && rule != null;
    }

    /**
     * A segment that is to be stored.
     *
     * @param name its name
     * @param key its key
     */
    public record Draft(String name, String key) {

        static final Draft EMPTY = new Draft("", "");
    }

    /**
     * What there is to choose from.
     *
     * @param events event names
     * @param segments the other segments, presets too
     */
    public record Choices(Collection<String> events, List<Choice> segments) {}

    /**
     * The people of a segment.
     *
     * @param size how many
     * @param people an id of each of the first
     */
    public record Members(long size, List<String> people) {

        public Members {
            people = List.copyOf(people);
        }
    }
}
