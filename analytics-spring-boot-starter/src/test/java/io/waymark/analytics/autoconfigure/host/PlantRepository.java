/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.host;

import org.springframework.data.jpa.repository.JpaRepository;

interface PlantRepository extends JpaRepository<Plant, Integer> {}
