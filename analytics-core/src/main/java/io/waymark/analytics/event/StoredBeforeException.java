/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/** One of the events is stored already, or comes twice: nothing was stored, and the transaction has to be run again. */
public final class StoredBeforeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoredBeforeException(Throwable cause) {
        super("One of the events is stored already", cause);
    }
}
