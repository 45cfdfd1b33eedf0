/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

/** There is no such experiment. */
public final class ExperimentNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String idOrKey;

    /**
     * Names what was looked for.
     *
     * @param idOrKey the id or key
     */
    public ExperimentNotFoundException(String idOrKey) {
        super("There is no experiment '" + idOrKey + "'");
        this.idOrKey = idOrKey;
    }

    /** {@return the id or key that was looked for} */
    public String idOrKey() {
        return idOrKey;
    }
}
