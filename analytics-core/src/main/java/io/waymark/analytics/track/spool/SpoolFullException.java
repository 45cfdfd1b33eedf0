/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.spool;

import java.io.IOException;

/** The spool has reached the size it may have. */
public final class SpoolFullException extends IOException {

    private static final long serialVersionUID = 1L;

    SpoolFullException(long maxBytes) {
        super("The spool is full: it may take " + maxBytes + " bytes");
    }
}
