/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.webstats.walk;

import io.waymark.analytics.chunk.scan.Millis;
import io.waymark.analytics.chunk.visit.EventWalk;
import io.waymark.analytics.chunk.visit.Labels;
import io.waymark.analytics.chunk.visit.WalkedEvents;
import io.waymark.analytics.chunk.visit.count.TotalsPlan;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which labels views are counted by. Safe for use by many threads. */
public final class WebPlan {

    private final Labels labels;
    private final EventWalk walk;
    private final long timeout;
    private final @Nullable Long seam;
    private final int[] columns;
    private final int[] replaced;
    private final int[] replacements;
    private final int page;
    private final int unknown;

    /**
     * A property of the first page view of a visit.
     *
     * @param key its key
     * @param replaced the value instead of which another counts
     * @param replacement the other
     */
    public record Dimension(String key, String replaced, String replacement) {}

    /**
     * What is asked.
     *
     * @param eventNameIds the numbers of the names of all events
     * @param pageView the number of the name of page views
     * @param timeout a gap of more than this starts a new visit
     * @param dimensions by what visits are told apart
     * @param path the key of the path of a page; {@code null} to leave pages out
     * @param unknown the text for no value
     */
    public record Question(
            Collection<Integer> eventNameIds,
            int pageView,
            Duration timeout,
            List<Dimension> dimensions,
            @Nullable String path,
            String unknown) {}

    /**
     * Plans one walk through everything.
     *
     * @param question what is asked
     * @param range when the events happened
     */
    public WebPlan(Question question, Millis range) {
        this(question, range, new Labels(), null);
    }

    /**
     * Plans a walk that ends, or begins, at a seam: there is another walk on the other side.
     *
     * @param question what is asked
     * @param range when the events happened
     * @param labels where the numbers of labels go on; the plan's own
     * @param seam the instant, in milliseconds since the epoch
     * @return the plan
     */
    public static WebPlan at(Question question, Millis range, Labels labels, long seam) {
        return new WebPlan(question, range, labels, seam);
    }

    private WebPlan(Question question, Millis range, Labels labels, @Nullable Long seam) {
        this.labels = labels;
        this.seam = seam;
        this.timeout = question.timeout().toMillis();
        this.walk = new EventWalk(range, labels).cut(question.timeout());
        question.eventNameIds().forEach(name -> walk.put(name, TotalsPlan.OTHER));
        walk.putInOrder(question.pageView(), TotalsPlan.VIEW);
        Set<Integer> views = Set.of(question.pageView());
        List<Dimension> dimensions = question.dimensions();
        String path = question.path();
        this.columns = dimensions.stream()
                .mapToInt(dimension -> walk.label(dimension.key(), views))
                .toArray();
        this.replaced = dimensions.stream()
                .mapToInt(dimension -> labels.of(dimension.replaced()))
                .toArray();
        this.replacements = dimensions.stream()
                .mapToInt(dimension -> labels.of(dimension.replacement()))
                .toArray();
        this.page = path == null ? -1 : walk.label(path, views);
        this.unknown = labels.of(question.unknown());
    }

    /** {@return what to go through} */
    public EventWalk walk() {
        return walk;
    }

    /**
     * Starts to count.
     *
     * @param events tells the labels of events
     * @return the counts
     */
    public WebSum sum(WalkedEvents events) {
        return new WebSum(this, events);
    }

    Labels labels() {
        return labels;
    }

    int dimensions() {
        return columns.length;
    }

    boolean hasSeam() {
        return seam != null;
    }

    /** Whether a visit may be a part of one that is cut in two by the seam. */
    boolean isAtSeam(long first, long last) {
        return seam != null && first <= seam + timeout && last >= seam - timeout;
    }

    boolean hasPages() {
        return page >= 0;
    }

    int page(WalkedEvents events, long event) {
        return known(events.label(page, event));
    }

    int label(int dimension, WalkedEvents events, long event) {
        int label = events.label(columns[dimension], event);
        return known(label == replaced[dimension] ? replacements[dimension] : label);
    }

    private int known(int label) {
        return label == Labels.NONE ? unknown : label;
    }
}
