/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.segment;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.segment.Segment;
import io.waymark.analytics.segment.SegmentJson;
import io.waymark.analytics.segment.SegmentPresets;
import io.waymark.analytics.segment.SegmentReports;
import io.waymark.analytics.segment.SegmentRule;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.ui.segment.SegmentModel.Choices;
import io.waymark.analytics.ui.segment.SegmentModel.Draft;
import io.waymark.analytics.ui.segment.SegmentModel.Members;
import io.waymark.analytics.ui.view.Panel;
import io.waymark.analytics.ui.view.Panels;
import io.waymark.analytics.ui.view.Shell.Choice;
import io.waymark.analytics.ui.view.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an address says about a segment: which one it is, and how it is being changed. */
final class SegmentDraft {

    static final String PATH = "/segment";

    private static final int MOST_PEOPLE = 40;

    private final Ui ui;
    private final Segments segments;
    private final SegmentReports reports;
    private final EventNames eventNames;
    private final String key;
    private final @Nullable Segment stored;
    private final @Nullable SegmentRule original;
    private final RuleForm form;

    SegmentDraft(Ui ui, Segments segments, SegmentReports reports, EventNames eventNames) {
        this.ui = ui;
        this.segments = segments;
        this.reports = reports;
        this.eventNames = eventNames;
        this.key = ui.parameters().getOrDefault("key", "");
        this.stored = segments.find(ui.app(), key).orElse(null);
        this.original = stored == null
                ? SegmentPresets.find(key).map(SegmentPresets.Preset::rule).orElse(null)
                : stored.rule();
        this.form = form();
    }

    private RuleForm form() {
        if (RuleForm.isIn(ui.parameters())) {
            return RuleForm.read(ui.parameters());
        }
        return original == null
                ? RuleForm.empty()
                : RuleFormReader.form(original, ui.question().zone());
    }

    String key() {
        return key;
    }

    @Nullable
    Segment stored() {
        return stored;
    }

    /** Whether the address names a segment that is not there. */
    boolean unknown() {
        return !key.isEmpty() && original == null;
    }

    String edited(String action) {
        return ui.links().to(PATH, form.edited(action).parameters(), "key", key);
    }

    /**
     * The rule in the form.
     *
     * @throws InvalidInputException if the form is wrong
     */
    SegmentRule rule() {
        SegmentRule rule = RuleFormJson.rule(form, ui.question().zone());
        segments.check(ui.app(), key, rule);
        return rule;
    }

    SegmentModel model(Panels panels, Draft draft) {
        boolean untouched = form.equals(RuleForm.empty());
        try {
            return model(panels, rule(), Map.of(), draft);
        } catch (InvalidInputException e) {
            return model(panels, null, untouched ? Map.of() : RuleFaults.of(form, e), draft);
        }
    }

    /** The model after the segment was not stored. */
    SegmentModel refused(Panels panels, Draft draft, Map<String, String> faults) {
        SegmentModel model = model(panels, draft);
        Map<String, String> all = new LinkedHashMap<>(model.faults());
        all.putAll(faults);
        return new SegmentModel(
                model.key(),
                model.name(),
                model.stored(),
                model.form(),
                model.edited(),
                all,
                draft,
                model.choices(),
                model.rule(),
                model.members(),
                model.sizes());
    }

    private SegmentModel model(Panels panels, @Nullable SegmentRule rule, Map<String, String> faults, Draft draft) {
        boolean edited =
                original == null || rule == null || !RuleShape.flat(original).equals(rule);
        String name = Optional.ofNullable(stored)
                .map(Segment::name)
                .orElseGet(() -> ui.t(key.isEmpty() ? "segment.new" : "segment.preset." + key));
        return new SegmentModel(
                key,
                name,
                stored,
                form,
                edited,
                faults,
                draft,
                new Choices(eventNames.all(ui.app()).keySet(), others()),
                rule == null ? null : SegmentJson.write(rule).toPrettyString(),
                rule == null ? null : members(panels, rule),
                rule == null ? null : sizes(panels, rule));
    }

    private List<Choice> others() {
        List<Choice> choices = new ArrayList<>();
        segments.list(ui.app()).stream()
                .filter(segment -> !segment.key().equals(key))
                .forEach(segment -> choices.add(new Choice(segment.key(), segment.name())));
        SegmentPresets.all().stream()
                .map(SegmentPresets.Preset::key)
                .filter(preset ->
                        choices.stream().noneMatch(choice -> choice.key().equals(preset)))
                .forEach(preset -> choices.add(new Choice(preset, ui.t("segment.preset." + preset))));
        return choices;
    }

    Panel<Members> members(Panels panels) {
        return members(panels, rule());
    }

    Panel<SizesModel> sizes(Panels panels) {
        return sizes(panels, rule());
    }

    private Panel<SizesModel> sizes(Panels panels, SegmentRule rule) {
        return panels.load("size", ui.below("/size"), () -> SizesModel.of(ui, reports, rule));
    }

    private Panel<Members> members(Panels panels, SegmentRule rule) {
        return panels.load(
                "members",
                ui.below("/people"),
                () -> new Members(reports.count(ui.app(), rule), reports.persons(ui.app(), rule, MOST_PEOPLE)));
    }
}
