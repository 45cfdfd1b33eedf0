/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the classic table as an application with JPA maps it. */
@Entity
@Table(name = "classic_event")
class ClassicEvent {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(name = "event_name")
    private String eventName = "";

    @Column(name = "user_id")
    private String userId = "";

    @Column(name = "occurred_at")
    private Instant occurredAt = Instant.EPOCH;

    private String properties = "";

    protected ClassicEvent() {}

    ClassicEvent(Workload.Fact fact) {
        this(fact.name(), fact.distinctId(), fact.occurredAt(), fact.properties());
    }

    ClassicEvent(String eventName, String userId, Instant occurredAt, String properties) {
        this.eventName = eventName;
        this.userId = userId;
        this.occurredAt = occurredAt;
        this.properties = properties;
    }

    @Nullable
    Long id() {
        return id;
    }
}
