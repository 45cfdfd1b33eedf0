/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.catalog;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The address names something that the shop does not have. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NoSuchPageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Something is missing.
     *
     * @param what what was asked for
     */
    public NoSuchPageException(String what) {
        super("No such page: " + what);
    }
}
