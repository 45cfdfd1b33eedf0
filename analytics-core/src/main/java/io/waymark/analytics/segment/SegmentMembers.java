/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.segment.SegmentRule.Active;
import io.waymark.analytics.segment.SegmentRule.And;
import io.waymark.analytics.segment.SegmentRule.Did;
import io.waymark.analytics.segment.SegmentRule.FirstTime;
import io.waymark.analytics.segment.SegmentRule.InLifecycle;
import io.waymark.analytics.segment.SegmentRule.Member;
import io.waymark.analytics.segment.SegmentRule.Not;
import io.waymark.analytics.segment.SegmentRule.Or;
import io.waymark.analytics.segment.SegmentRule.PersonProperty;
import io.waymark.analytics.segment.SegmentRule.Sequence;
import io.waymark.analytics.segment.SegmentRule.Sum;
import io.waymark.analytics.segment.SegmentRule.When;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Puts the rules of other segments in where a rule names them. */
final class SegmentMembers {

    private static final int MAX_RULES = 1_000;

    private final Function<String, Named> rules;
    private final List<String> path = new ArrayList<>();
    private int count;

    /** Resolves segments by their key or number. */
    SegmentMembers(Function<String, Named> rules) {
        this.rules = rules;
    }

    /** A segment. */
    record Named(String key, SegmentRule rule) {}

    /** A rule that names no segment any more, of a segment with that key, or of none. */
    SegmentRule resolve(String key, SegmentRule rule) {
        path.add(key);
        SegmentRule resolved = resolve(rule);
        path.remove(path.size() - 1);
        return resolved;
    }

    private SegmentRule resolve(SegmentRule rule) {
        if (++count > MAX_RULES) {
            throw new InvalidInputException(
                    "/rule", "has more than " + MAX_RULES + " conditions with those of its segments");
        }
        if (rule instanceof And and) {
            return new And(and.rules().stream().map(this::resolve).toList());
        }
        if (rule instanceof Or or) {
            return new Or(or.rules().stream().map(this::resolve).toList());
        }
        if (rule instanceof Not not) {
            return new Not(resolve(not.rule()));
        }
        if (rule instanceof Member member) {
            Named named = rules.apply(member.segment());
            if (path.contains(named.key())) {
                throw new InvalidInputException("/rule", "names itself by way of the segment '" + named.key() + "'");
            }
            return resolve(named.key(), named.rule());
        }
        return rule;
    }

    /** Whether nobody joins or leaves a rule that names no segment just because time passes. */
    static boolean isSteady(SegmentRule rule) {
        if (rule instanceof And and) {
            return and.rules().stream().allMatch(SegmentMembers::isSteady);
        }
        if (rule instanceof Or or) {
            return or.rules().stream().allMatch(SegmentMembers::isSteady);
        }
        if (rule instanceof Not not) {
            return isSteady(not.rule());
        }
        return !(rule instanceof InLifecycle) && whenOf(rule).days() == null;
    }

    /** When a condition has something happen; whenever, if it does not say. */
    static When whenOf(SegmentRule rule) {
        if (rule instanceof Did did) {
            return did.when();
        }
        if (rule instanceof Active active) {
            return active.when();
        }
        if (rule instanceof Sum sum) {
            return sum.when();
        }
        if (rule instanceof FirstTime firstTime) {
            return firstTime.when();
        }
        return rule instanceof Sequence sequence ? sequence.when() : When.EVER;
    }

    /** Whether a rule that names no segment holds only of people who did something. */
    static boolean askForEvents(SegmentRule rule) {
        if (rule instanceof And and) {
            return and.rules().stream().anyMatch(SegmentMembers::askForEvents);
        }
        if (rule instanceof Or or) {
            return or.rules().stream().allMatch(SegmentMembers::askForEvents);
        }
        if (rule instanceof Did did) {
            return did.min() > 0;
        }
        return !(rule instanceof Not) && !(rule instanceof Sum) && !(rule instanceof PersonProperty);
    }

    /** Whether a rule names a segment. */
    static boolean names(SegmentRule rule, Segment segment) {
        if (rule instanceof And and) {
            return and.rules().stream().anyMatch(each -> names(each, segment));
        }
        if (rule instanceof Or or) {
            return or.rules().stream().anyMatch(each -> names(each, segment));
        }
        if (rule instanceof Not not) {
            return names(not.rule(), segment);
        }
        return rule instanceof Member member
                && (member.segment().equals(segment.key()) || member.segment().equals(Long.toString(segment.id())));
    }
}
