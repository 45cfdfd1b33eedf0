/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.funnel;

import io.waymark.analytics.AppId;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The stored funnels. Every change is recorded with who made it. Safe for use by many threads. */
public final class Funnels {

    /** No name is longer. */
    public static final int MAX_NAME = 200;

    /**
     * Keeps funnels.
     *
     * @param database where they are
     * @param clock tells when they change
     */
    public Funnels(AnalyticsDatabase database, Clock clock) {}

    /**
     * Stores a new funnel.
     *
     * @param app the app it belongs to
     * @param name its name, 1 to 200 characters, unique in the app
     * @param definition what it asks
     * @param actor who stores it
     * @return the stored funnel
     * @throws io.waymark.analytics.InvalidInputException if the name is blank, too long or taken
     */
    public Funnel save(AppId app, String name, FunnelDefinition definition, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores a funnel under a name, unless the stored one is the same already: for funnels that are declared in code.
     *
     * @param app the app it belongs to
     * @param name its name
     * @param definition what it asks
     * @param actor who stores it
     * @return the stored funnel
     */
    public Funnel declare(AppId app, String name, FunnelDefinition definition, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Changes a funnel.
     *
     * @param app the app it belongs to
     * @param changed the funnel with its new name and definition, and the version they are based on
     * @param actor who changes it
     * @return the stored funnel
     * @throws io.waymark.analytics.store.StaleVersionException if it was changed by somebody else, or is gone
     */
    public Funnel update(AppId app, Funnel changed, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives a funnel another name.
     *
     * @param app the app it belongs to
     * @param id its number
     * @param name its new name
     * @param actor who renames it
     * @return the stored funnel, or empty if there is none
     */
    public Optional<Funnel> rename(AppId app, long id, String name, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Finds a funnel.
     *
     * @param app the app it belongs to
     * @param id its number
     * @return the funnel, or empty if there is none
     */
    public Optional<Funnel> find(AppId app, long id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Lists the funnels of an app.
     *
     * @param app the app
     * @return the funnels by name
     */
    public List<Funnel> list(AppId app) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a funnel.
     *
     * @param app the app it belongs to
     * @param id its number
     * @param actor who deletes it
     * @return whether there was one
     */
    public boolean delete(AppId app, long id, String actor) {
        throw new UnsupportedOperationException();
    }
}
