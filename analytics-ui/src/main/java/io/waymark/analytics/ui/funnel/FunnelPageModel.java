/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.funnel.Funnel;
import io.waymark.analytics.ui.view.Panel;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one funnel.
 *
 * @param stored the stored funnel; null for a new one
 * @param form the builder
 * @param edited whether the form differs from what is stored
 * @param faults what is wrong with the form, in sentences
 * @param events the event names to choose from
 * @param answer the report; null as long as the form asks for nothing
 * @param definition the funnel as JSON, to be saved; null as long as the form asks for nothing
 */
public record FunnelPageModel(
        @Nullable Funnel stored,
        FunnelForm form,
        boolean edited,
        List<String> faults,
        Collection<String> events,
        @Nullable Panel<FunnelAnswer> answer,
        @Nullable String definition) {}
