/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.source;

import org.jspecify.annotations.Nullable;

/**
 * The page that led somebody here.
 *
 * @param kind what kind it is
 * @param host its host, in lower case; {@code null} for {@link ReferrerKind#DIRECT}
 * @param name the name of whoever is behind it, for example {@code Google}; the host without {@code www.} where no list
 *     has it; {@code null} for {@link ReferrerKind#DIRECT}
 */
public record Referrer(
        ReferrerKind kind, @Nullable String host, @Nullable String name) {

    static final Referrer NONE = new Referrer(ReferrerKind.DIRECT, null, null);
}
