/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.settings;

import io.waymark.analytics.tenant.App;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.tenant.KeyKind;
import io.waymark.analytics.tenant.admin.KeyDraft;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * A new key as it stands in the form.
 *
 * @param app the app that it will open
 * @param name its name
 * @param use what it is for, one of {@link #USES}
 * @param origins its web origins, separated by space
 * @param faults what is wrong with it
 */
public record KeyForm(App app, String name, String use, String origins, List<String> faults) {

    /** What a key can be for. */
    public static final List<String> USES = List.of("browser", "server", "reader", "manager");

    static KeyForm read(App app, ServerRequest request) {
        return new KeyForm(
                app,
                request.param("name").orElse("").strip(),
                request.param("use").filter(USES::contains).orElse(USES.get(0)),
                request.param("origins").orElse("").strip(),
                List.of());
    }

    KeyForm with(List<String> faults) {
        return new KeyForm(app, name, use, origins, faults);
    }

    KeyDraft draft() {
        Set<String> listed = new LinkedHashSet<>(List.of(origins.split("[\\s,]+")));
        listed.remove("");
        boolean browser = use.equals("browser");
        return new KeyDraft(name, browser ? KeyKind.WRITE : KeyKind.SECRET, grants(), browser ? listed : Set.of());
    }

    private Set<Grant> grants() {
        return switch (use) {
            case "reader" -> EnumSet.of(Grant.INGEST, Grant.READ);
            case "manager" -> EnumSet.allOf(Grant.class);
            default -> EnumSet.of(Grant.INGEST);
        };
    }
}
