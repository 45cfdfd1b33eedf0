/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports;

/** The same source is being imported already, here or in another instance. */
public final class ImportInProgressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportInProgressException(String name) {
        super("'" + name + "' is being imported already");
    }
}
