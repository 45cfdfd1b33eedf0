/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant.admin;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.Origins;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key that is to be made.
 *
 * @param name what people call it, 1 to 100 characters; not secret
 * @param kind what it is made for; not {@link KeyKind#TENANT}
 * @param grants what it may do; a write key only {@link Grant#INGEST}
 * @param origins the web origins whose pages may use it; empty for any, and always for a secret key
 */
public record KeyDraft(String name, KeyKind kind, Set<Grant> grants, Set<String> origins) {

    /** No name is longer. */
    public static final int MAX_NAME = 100;

    /** No key has more origins. */
    public static final int MAX_ORIGINS = 50;

    /**
     * Checks a draft, and brings its origins into the form in which browsers send them.
     *
     * @throws InvalidInputException with everything that is wrong
     */
    public KeyDraft {
        JsonInput.requireText(name, "/name", MAX_NAME);
        List<Fault> faults = new ArrayList<>();
        grants = grants.isEmpty() ? EnumSet.noneOf(Grant.class) : EnumSet.copyOf(grants);
        if (kind == KeyKind.TENANT) {
            faults.add(new Fault("/kind", "must be write or secret"));
        } else if (kind == KeyKind.WRITE && !grants.equals(EnumSet.of(Grant.INGEST))) {
            faults.add(new Fault("/grants", "must be ingest alone for a write key, which may be public"));
        } else if (grants.isEmpty()) {
            faults.add(new Fault("/grants", "must have at least one of ingest, read, manage"));
        }
        if (kind != KeyKind.WRITE && !origins.isEmpty()) {
            faults.add(new Fault("/origins", "must be empty for a secret key, which no browser should have"));
        }
        if (origins.size() > MAX_ORIGINS) {
            faults.add(new Fault("/origins", "must have at most " + MAX_ORIGINS + " items"));
        }
        Set<String> normal = new LinkedHashSet<>();
        int index = 0;
        for (String origin : origins) {
            Optional<String> found = Origins.normalize(origin);
            if (found.isEmpty()) {
                faults.add(new Fault("/origins/" + index, "must be an origin like https://shop.example"));
            }
            found.ifPresent(normal::add);
            index++;
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        origins = normal;
    }

    /**
     * A key that may only send events.
     *
     * @param name what people call it
     * @param origins the web origins whose pages may use it; none for any
     * @return the draft
     */
    public static KeyDraft write(String name, String... origins) {
        return new KeyDraft(name, KeyKind.WRITE, EnumSet.of(Grant.INGEST), new LinkedHashSet<>(List.of(origins)));
    }

    /**
     * A key for a server.
     *
     * @param name what people call it
     * @param grants what it may do; at least one
     * @return the draft
     */
    public static KeyDraft secret(String name, Grant... grants) {
        return new KeyDraft(name, KeyKind.SECRET, Set.of(grants), Set.of());
    }
}
