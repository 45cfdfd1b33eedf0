/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.experiment;

import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.person.CurrentPerson;
import java.util.function.Supplier;

/**
 * The variants of whoever a page is made for, to be asked from a template: in Thymeleaf
 * {@code th:if="${@pageVariants.is('checkout-button', 'with-price')}"}. Asking counts as having seen the variant, as the
 * template is where it is shown.
 */
public final class PageVariants {

    private final Supplier<Experiments> experiments;
    private final Supplier<CurrentPerson> currentPerson;

    /**
     * Asks the experiments of the application.
     *
     * @param experiments tells the variant; asked for with the first page
     * @param currentPerson tells whose page it is; asked for with the first page
     */
    public PageVariants(Supplier<Experiments> experiments, Supplier<CurrentPerson> currentPerson) {
        this.experiments = experiments;
        this.currentPerson = currentPerson;
    }

    /**
     * The variant, which counts as having been seen.
     *
     * @param key the experiment
     * @return the key of the variant
     */
    public String of(String key) {
        return experiments.get().variant(key, currentPerson.get().distinctId());
    }

    /**
     * Tells whether it is a certain variant; either way it counts as having been seen.
     *
     * @param key the experiment
     * @param variant the key of the variant
     * @return whether that is the one
     */
    public boolean is(String key, String variant) {
        return of(key).equals(variant);
    }
}
