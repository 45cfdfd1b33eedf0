/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.segment.Segment;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.StaleVersionException;
import io.waymark.analytics.ui.access.Actor;
import io.waymark.analytics.ui.segment.SegmentModel.Draft;
import io.waymark.analytics.ui.view.Pages;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Ui;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Stores and deletes segments. The rule stands in the address, so that nothing of it is lost when it is refused. */
final class SegmentChanges {

    private static final int LONGEST_KEY = 100;
    private static final Set<String> OWN = Set.of("newName", "newKey", "name", "version");

    private final Pages pages;
    private final Segments segments;
    private final Function<Ui, SegmentDraft> drafts;

    SegmentChanges(Pages pages, Segments segments, Function<Ui, SegmentDraft> drafts) {
        this.pages = pages;
        this.segments = segments;
        this.drafts = drafts;
    }

    ServerResponse create(ServerRequest request) {
        Ui ui = ui(request);
        SegmentDraft draft = drafts.apply(ui);
        String name = text(request, "newName");
        String typed = text(request, "newKey");
        String key = typed.isEmpty() ? keyOf(name) : typed;
        try {
            if (segments.find(ui.app(), key).isPresent()) {
                throw new InvalidInputException("/key", ui.t("segment.key.taken", key));
            }
            Segment segment = segments.save(ui.app(), key, name, draft.rule(), Actor.of(request));
            return pages.redirect(request, ui.links().to(SegmentDraft.PATH, "key", segment.key()));
        } catch (InvalidInputException e) {
            return refused(ui, draft, new Draft(name, typed), e, "new");
        }
    }

    ServerResponse change(ServerRequest request) {
        Ui ui = ui(request);
        SegmentDraft draft = drafts.apply(ui);
        Segment stored = draft.stored();
        if (stored == null) {
            return pages.notice(ui, HttpStatus.NOT_FOUND, "segment.unknown", draft.key());
        }
        if (!text(request, "version").equals(Integer.toString(stored.version()))) {
            return pages.notice(ui, HttpStatus.CONFLICT, "change.stale");
        }
        try {
            String name = request.param("name").map(String::strip).orElse(stored.name());
            segments.update(ui.app(), stored.changed(name, draft.rule(), stored.version()), Actor.of(request));
            return pages.redirect(request, ui.links().to(SegmentDraft.PATH, "key", stored.key()));
        } catch (StaleVersionException e) {
            return pages.notice(ui, HttpStatus.CONFLICT, "change.stale");
        } catch (InvalidInputException e) {
            return refused(ui, draft, Draft.EMPTY, e, "");
        }
    }

    ServerResponse delete(ServerRequest request) {
        Ui ui = ui(request);
        SegmentDraft draft = drafts.apply(ui);
        try {
            segments.delete(ui.app(), draft.key(), Actor.of(request));
            return pages.redirect(request, ui.links().to("/segments", "segment", ""));
        } catch (InvalidInputException e) {
            return pages.notice(
                    ui,
                    HttpStatus.BAD_REQUEST,
                    "change.refused",
                    e.faults().get(0).detail() + ".");
        }
    }

    private ServerResponse refused(Ui ui, SegmentDraft draft, Draft typed, InvalidInputException e, String prefix) {
        Map<String, String> faults = new LinkedHashMap<>();
        e.faults().stream()
                .filter(fault ->
                        fault.pointer().equals("/key") || fault.pointer().equals("/name"))
                .forEach(fault -> faults.putIfAbsent(prefix + fault.pointer().substring(1), fault.detail()));
        return pages.page(HttpStatus.BAD_REQUEST, "segment/segment", ui, draft.refused(Panels.ofPage(), typed, faults));
    }

    /** The page as it was before the form in it was sent. */
    private Ui ui(ServerRequest request) {
        Ui ui = pages.ui(request, SegmentDraft.PATH);
        Map<String, String> parameters = new LinkedHashMap<>(ui.parameters());
        parameters.keySet().removeAll(OWN);
        return ui.with(parameters);
    }

    private static String text(ServerRequest request, String field) {
        return request.param(field).orElse("").strip();
    }

    /** A key that resembles a name. */
    static String keyOf(String name) {
        String key = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) : key;
    }
}
