/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import java.util.List;

/**
 * Stores the experiments that a host declares in code: creates what is missing, starts what asks for it, and never
 * overwrites what people changed.
 */
public final class DeclaredExperiments {

    /**
     * Prepares the comparison of code and store.
     *
     * @param catalog the stored experiments
     * @param definitions the experiments in code
     */
    public DeclaredExperiments(ExperimentCatalog catalog, List<ExperimentDefinition> definitions) {}

    /**
     * Compares code and store once. Several instances may do so at the same time.
     *
     * @param app the app that the experiments belong to
     */
    public void store(AppId app) {
        throw new UnsupportedOperationException();
    }
}
