/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stores the experiments that a host declares in code: creates what is missing, starts what asks for it, and never
 * overwrites what people changed.
 */
public final class DeclaredExperiments {

    private static final Logger log = LoggerFactory.getLogger(DeclaredExperiments.class);

    /** Who appears in the audit. */
    private static final String ACTOR = "code";

    private final ExperimentCatalog catalog;
    private final List<ExperimentDefinition> definitions;

    /**
     * Prepares the comparison of code and store.
     *
     * @param catalog the stored experiments
     * @param definitions the experiments in code
     */
    public DeclaredExperiments(ExperimentCatalog catalog, List<ExperimentDefinition> definitions) {
        this.catalog = catalog;
        this.definitions = List.copyOf(definitions);
    }

    /**
     * Compares code and store once. Several instances may do so at the same time.
     *
     * @param app the app that the experiments belong to
     */
    public void store(AppId app) {
        definitions.forEach(definition -> store(app, definition));
    }

    private void store(AppId app, ExperimentDefinition definition) {
        Experiment stored = catalog.find(app, definition.key()).orElseGet(() -> create(app, definition));
        List<String> differences = differences(definition, stored.definition());
        if (!differences.isEmpty()) {
            log.info(
                    "Experiment '{}' is stored with another {} than in code; the stored one holds",
                    definition.key(),
                    String.join(", ", differences));
        } else if (definition.startAutomatically() && stored.state() == ExperimentState.DRAFT) {
            start(app, definition.key());
        }
    }

    private Experiment create(AppId app, ExperimentDefinition definition) {
        try {
            return catalog.create(app, definition, ACTOR);
        } catch (InvalidInputException e) {
            Optional<Experiment> ofAnotherInstance = catalog.find(app, definition.key());
            return ofAnotherInstance.orElseThrow(() -> e);
        }
    }

    private void start(AppId app, String key) {
        try {
            catalog.start(app, key, ACTOR);
        } catch (ExperimentStateException e) {
            log.debug("Experiment '{}' was started by another instance", key);
        }
    }

    private static List<String> differences(ExperimentDefinition code, ExperimentDefinition stored) {
        ObjectNode inCode = ExperimentJson.write(code);
        ObjectNode inStore = ExperimentJson.write(stored);
        return inCode.propertyNames().stream()
                .filter(field -> !SameJson.test(inCode.get(field), inStore.path(field)))
                .toList();
    }
}
