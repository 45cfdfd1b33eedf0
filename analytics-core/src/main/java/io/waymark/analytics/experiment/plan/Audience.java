/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.plan;

import io.waymark.analytics.event.PropertyCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may take part in an experiment: whoever meets all of it. Whoever has been let in once stays in.
 *
 * @param segment the key of a segment, stored or preset, that people are in; null for no such condition
 * @param person conditions on the stored properties of the person
 * @param attributes conditions on what the caller says when asking for the variant; one who says nothing meets none but
 *     {@code ne} and {@code notExists}
 */
public record Audience(@Nullable String segment, List<PropertyCondition> person, List<PropertyCondition> attributes) {

    /** Everybody may take part. */
    public static final Audience EVERYBODY = new Audience(null, List.of(), List.of());

    public Audience {
        person = List.copyOf(person);
        attributes = List.copyOf(attributes);
    }

    /**
     * The people of a segment.
     *
     * @param segment its key
     * @return the audience
     */
    public static Audience ofSegment(String segment) {
        return new Audience(segment, List.of(), List.of());
    }

    /**
     * People by what is stored of them.
     *
     * @param conditions all of which must hold
     * @return the audience
     */
    public static Audience ofPeople(PropertyCondition... conditions) {
        return new Audience(null, List.of(conditions), List.of());
    }

    /**
     * Whoever asks with certain attributes.
     *
     * @param conditions all of which must hold
     * @return the audience
     */
    public static Audience ofAttributes(PropertyCondition... conditions) {
        return new Audience(null, List.of(), List.of(conditions));
    }

    /** {@return whether everybody may take part} */
    public boolean isEverybody() {
        return !needsPerson() && attributes.isEmpty();
    }

    /** {@return whether something stored about the person decides} */
    public boolean needsPerson() {
        return segment != null || !person.isEmpty();
    }
}
