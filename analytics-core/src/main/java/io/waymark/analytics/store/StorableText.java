/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

/** Text that PostgreSQL can hold: without the character NUL and without halves of surrogate pairs. */
public final class StorableText {

    private StorableText() {}

    /**
     * Tests a text.
     *
     * @param text the text
     * @return whether PostgreSQL can hold it
     */
    public static boolean test(String text) {
        return text.codePoints()
                .noneMatch(point ->
                        point == 0 || (Character.isBmpCodePoint(point) && Character.isSurrogate((char) point)));
    }
}
