/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.funnel;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.funnel.Funnel;
import io.waymark.analytics.funnel.FunnelDefinition;
import io.waymark.analytics.funnel.FunnelJson;
import io.waymark.analytics.funnel.Funnels;
import io.waymark.analytics.store.StaleVersionException;
import io.waymark.analytics.ui.access.Actor;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Ui;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Changes stored funnels; who did it is recorded by {@link Funnels}. */
final class FunnelChanges {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Pages pages;
    private final Funnels funnels;

    FunnelChanges(Pages pages, Funnels funnels) {
        this.pages = pages;
        this.funnels = funnels;
    }

    ServerResponse save(ServerRequest request) {
        return changing(request, ui -> {
            Funnel funnel = funnels.save(ui.app(), name(request), definition(request), Actor.of(request));
            return ui.links().to("/funnels/" + funnel.id());
        });
    }

    ServerResponse update(ServerRequest request) {
        return changing(request, ui -> {
            Funnel stored = stored(ui, request);
            Funnel changed = new Funnel(
                    stored.id(),
                    stored.name(),
                    definition(request),
                    stored.createdAt(),
                    stored.updatedAt(),
                    request.param("version").map(Integer::valueOf).orElse(stored.version()));
            funnels.update(ui.app(), changed, Actor.of(request));
            return ui.links().to("/funnels/" + stored.id());
        });
    }

    ServerResponse rename(ServerRequest request) {
        return changing(request, ui -> {
            long id = stored(ui, request).id();
            funnels.rename(ui.app(), id, name(request), Actor.of(request));
            return ui.links().to("/funnels/" + id);
        });
    }

    ServerResponse delete(ServerRequest request) {
        return changing(request, ui -> {
            funnels.delete(ui.app(), stored(ui, request).id(), Actor.of(request));
            return ui.links().to("/funnels");
        });
    }

    private ServerResponse changing(ServerRequest request, Change change) {
        Ui ui = pages.ui(request, "/funnels");
        try {
            return pages.redirect(request, change.apply(ui));
        } catch (InvalidInputException e) {
            return pages.notice(
                    ui,
                    HttpStatus.BAD_REQUEST,
                    "change.refused",
                    FunnelFaults.sentence(ui, e.faults().get(0)));
        } catch (StaleVersionException e) {
            return pages.notice(ui, HttpStatus.CONFLICT, "change.stale");
        } catch (JacksonException | NumberFormatException e) {
            return pages.notice(ui, HttpStatus.BAD_REQUEST, "change.unreadable");
        }
    }

    private Funnel stored(Ui ui, ServerRequest request) {
        String id = request.pathVariable("id");
        return (id.matches("\\d{1,18}")
                        ? funnels.find(ui.app(), Long.parseLong(id))
                        : java.util.Optional.<Funnel>empty())
                .orElseThrow(() -> new InvalidInputException("/id", "names no stored funnel"));
    }

    private static String name(ServerRequest request) {
        return request.param("name").orElse("").strip();
    }

    private static FunnelDefinition definition(ServerRequest request) {
        return FunnelJson.definition(MAPPER.readTree(request.param("definition").orElse("")));
    }

    /** A change that leads to a page. */
    private interface Change {
        String apply(Ui ui);
    }
}
