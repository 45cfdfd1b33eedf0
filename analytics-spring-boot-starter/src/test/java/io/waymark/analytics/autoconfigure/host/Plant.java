/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Plant {

    @Id
    private int id;

    private String name;

    protected Plant() {}

    Plant(int id, String name) {
        this.id = id;
        this.name = name;
    }

    String name() {
        return name;
    }
}
