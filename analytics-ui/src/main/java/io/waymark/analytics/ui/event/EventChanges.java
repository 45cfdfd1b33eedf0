/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.event;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventDefinition;
import io.waymark.analytics.event.EventDefinitions;
import io.waymark.analytics.ui.access.Actor;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Ui;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Changes what event names mean; who did it is recorded by {@link EventDefinitions}. */
final class EventChanges {

    private final Pages pages;
    private final EventDefinitions definitions;
    private final EventUses uses;

    EventChanges(Pages pages, EventDefinitions definitions, EventUses uses) {
        this.pages = pages;
        this.definitions = definitions;
        this.uses = uses;
    }

    ServerResponse define(ServerRequest request) {
        return changing(request, ui -> {
            EventDefinition definition = EventForm.read(request, true);
            Optional<EventDefinition> stored = definitions.find(ui.app(), definition.event());
            if (stored.isPresent() && stored.get().defined()) {
                return pages.notice(ui, HttpStatus.CONFLICT, "event.defined", definition.event());
            }
            return save(request, ui, definition);
        });
    }

    ServerResponse edit(ServerRequest request) {
        return changing(request, ui -> {
            boolean active = request.param("active").isPresent();
            EventDefinition definition = EventForm.read(request, active);
            Optional<EventDefinition> stored = definitions.find(ui.app(), definition.event());
            if (stored.isEmpty()) {
                return pages.notice(ui, HttpStatus.NOT_FOUND, "event.unknown", definition.event());
            }
            if (!active && stored.get().active() && request.param("sure").isEmpty()) {
                List<EventUse> used = uses.of(ui.app(), definition.event());
                if (!used.isEmpty()) {
                    return pages.page("event/deactivate", ui, new DeactivateModel(definition, used));
                }
            }
            return save(request, ui, definition);
        });
    }

    private ServerResponse save(ServerRequest request, Ui ui, EventDefinition definition) {
        definitions.save(ui.app(), definition, Actor.of(request));
        return pages.redirect(request, ui.links().to("/event", "name", definition.event()));
    }

    private ServerResponse changing(ServerRequest request, Change change) {
        Ui ui = pages.ui(request, "/events");
        try {
            return change.make(ui);
        } catch (InvalidInputException e) {
            return pages.notice(
                    ui,
                    HttpStatus.BAD_REQUEST,
                    "change.refused",
                    e.faults().get(0).detail());
        }
    }

    /** A change that ends in an answer. */
    private interface Change {
        ServerResponse make(Ui ui);
    }
}
