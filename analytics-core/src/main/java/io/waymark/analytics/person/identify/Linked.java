/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of changes that name ids.
 *
 * @param people who stands behind each id in them now
 * @param refusals of each change in order, why its two ids are not one person, or {@code null}
 */
public record Linked(Map<String, Integer> people, List<@Nullable Refusal> refusals) {}
