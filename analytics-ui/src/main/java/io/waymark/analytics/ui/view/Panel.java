/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page that is asked for on its own, with whatever came of it.
 *
 * @param id the id of its element
 * @param url where it can be had alone
 * @param state what came of asking
 * @param content the answer, when there is one
 * @param <T> what it shows
 */
public record Panel<T>(
        String id, String url, State state, @Nullable T content) {

    /** What came of asking for a panel. */
    public enum State {
        /** The answer is there. */
        READY,
        /** The page did not wait; the browser asks for it. */
        LATER,
        /** The database did not answer. */
        FAILED,
        /** The report took longer than it may. */
        SLOW,
        /** Too many other reports were under way. */
        BUSY,
        /** The report needed more memory than it may have. */
        LARGE;

        /** {@return the words for it: a title, and with {@code .detail} what can be done} */
        public String key() {
            return "state." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return whether the report needed more than it may have} */
    public boolean refused() {
        return state == State.SLOW || state == State.BUSY || state == State.LARGE;
    }

    /** {@return whether the answer is there} */
    public boolean ready() {
        return state == State.READY;
    }

    /** {@return the answer, which must be there} */
    public T get() {
        return Objects.requireNonNull(content);
    }
}
