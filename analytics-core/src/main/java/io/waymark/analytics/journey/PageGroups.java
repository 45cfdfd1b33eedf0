/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey;

import java.util.List;
import java.util.regex.Pattern;

/** What {@link StepLabels} calls a page view with a path, told without the database. Safe for use by many threads. */
final class PageGroups {

    private final List<Group> groups;

    private record Group(String name, Pattern paths) {

        static Group of(String pattern) {
            return new Group(pattern, Pattern.compile(StepLabels.regex(pattern), Pattern.DOTALL));
        }
    }

    PageGroups(List<String> patterns) {
        this.groups = patterns.stream().map(Group::of).toList();
    }

    String of(String path) {
        String plain = plain(path);
        for (Group group : groups) {
            if (group.paths().matcher(plain).matches()) {
                return group.name();
            }
        }
        return plain;
    }

    private static String plain(String path) {
        int query = path.indexOf('?');
        int end = query < 0 ? path.length() : query;
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return end == 0 ? "/" : path.substring(0, end);
    }
}
