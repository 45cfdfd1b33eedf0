/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.SegmentRule.And;
import io.waymark.analytics.segment.SegmentRule.Not;
import io.waymark.analytics.segment.SegmentRule.Or;
import java.util.List;

/** The tree of a rule. */
final class RuleShape {

    private RuleShape() {}

    /** The same rule without combinations of one. */
    static SegmentRule flat(SegmentRule rule) {
        if (rule instanceof And and) {
            List<SegmentRule> rules = and.rules().stream().map(RuleShape::flat).toList();
            return rules.size() == 1 ? rules.get(0) : new And(rules);
        }
        if (rule instanceof Or or) {
            List<SegmentRule> rules = or.rules().stream().map(RuleShape::flat).toList();
            return rules.size() == 1 ? rules.get(0) : new Or(rules);
        }
        return rule instanceof Not not ? new Not(flat(not.rule())) : rule;
    }

    /** The rules that a rule combines, or it alone. */
    static List<SegmentRule> parts(SegmentRule rule) {
        if (rule instanceof And and) {
            return and.rules();
        }
        return rule instanceof Or or ? or.rules() : List.of(rule);
    }

    /** Whether a rule is one condition, or the opposite of one. */
    static boolean isRow(SegmentRule rule) {
        SegmentRule inner = rule instanceof Not not ? not.rule() : rule;
        return !(inner instanceof And || inner instanceof Or || inner instanceof Not);
    }
}
