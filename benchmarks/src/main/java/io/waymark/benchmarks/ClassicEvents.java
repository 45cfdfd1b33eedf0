/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import org.springframework.data.jpa.repository.JpaRepository;

interface ClassicEvents extends JpaRepository<ClassicEvent, Long> {}
