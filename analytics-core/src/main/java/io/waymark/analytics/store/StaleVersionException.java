/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

/** Something stored was changed, or deleted, by somebody else since it was read. */
public class StaleVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Names what is stale.
     *
     * @param subject what was to be changed, for example {@code funnel 7}
     */
    public StaleVersionException(String subject) {
        super("The " + subject + " was changed or deleted meanwhile; read it again and repeat the change");
    }
}
