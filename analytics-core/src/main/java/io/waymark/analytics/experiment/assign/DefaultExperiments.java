/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.assign;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.experiment.Assignment;
import io.waymark.analytics.experiment.Assignment.Reason;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.experiment.Experiments;
import io.waymark.analytics.experiment.assign.AssignmentRows.Row;
import io.waymark.analytics.experiment.audience.Audiences;
import io.waymark.analytics.experiment.audience.Facts;
import io.waymark.analytics.segment.Segments;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.track.Ingest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which variant somebody gets:
 *
 * <ol>
 *   <li>No such experiment, not running, or no unit id: the default, without a hash. A shipped variant goes to everyone.
 *   <li>An override, which is never analysed.
 *   <li>What somebody keeps. It is remembered, or the hash gives it again; the row is written in the background. Only
 *       where the hash may be wrong is the row read: after a change of weights for those to whom the hash gave something
 *       else before, for those outside who may have been inside, and for those who brought a variant along when they
 *       logged in.
 *   <li>Outside, with the control: who is held out of all experiments, who belongs to another slot of the layer, who is
 *       not of the audience, and who is not in the traffic.
 *   <li>The variant by hash and the latest weights.
 * </ol>
 *
 * <p>Everything is in memory but what is met for the first time; see {@link Lookups} for how that is read.
 */
public final class DefaultExperiments implements Experiments {

    private static final Logger log = LoggerFactory.getLogger(DefaultExperiments.class);
    private static final int MAX_HINTS = 100;
    private static final Duration OUTSIDE = Duration.ofMinutes(1);

    private final ExperimentCatalog catalog;
    private final ExperimentSettings settings;
    private final Clock clock;
    private final Audiences audiences;
    private final Units units;
    private final StickyAssignments sticky;
    private final InheritedAssignments inherited;
    private final Lookups lookups;
    private final Exposures exposures;
    private final Upkeep upkeep;
    private final LongAdder missingUnits = new LongAdder();
    private final Set<String> hinted = ConcurrentHashMap.newKeySet();
    private volatile Lineup lineup = Lineup.EMPTY;

    /**
     * Assigns people to the variants of experiments. Writes no assignments, and knows nobody of a segment, until
     * {@link #start() started}.
     *
     * @param catalog the experiments
     * @param database where assignments are kept
     * @param ingest takes exposures
     * @param settings how much is remembered, and for how long
     * @param clock tells when somebody was assigned and exposed
     */
    public DefaultExperiments(
            ExperimentCatalog catalog,
            AnalyticsDatabase database,
            Ingest ingest,
            ExperimentSettings settings,
            Clock clock) {
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
        this.audiences = new Audiences(database, new Segments(database, new EventNames(database), clock));
        this.lookups = new Lookups(settings.lookupTimeout());
        this.units = new Units(audiences, lookups, settings);
        this.sticky = new StickyAssignments(new AssignmentRows(database), this::correct);
        this.inherited = new InheritedAssignments(database, this::inherited);
        this.exposures = new Exposures(ingest, clock, System::nanoTime);
        this.upkeep = new Upkeep();
    }

    /** Starts to write assignments and to keep up with what other instances write. */
    public void start() {
        sticky.start();
        if (lineup().anyRuns()) {
            inherited.refresh();
        }
        upkeep.start(Duration.ZERO, settings.refreshInterval(), this::keepUp);
        upkeep.start(settings.audienceRefresh(), settings.audienceRefresh(), this::refreshAudiences);
    }

    private void keepUp() {
        Lineup present = lineup();
        if (present.anyRuns()) {
            inherited.refresh();
        }
        if (!audiences.hasRead(present.segments())) {
            refreshAudiences();
        }
    }

    /** Writes what has been assigned so far, and stops. */
    public void stop() {
        upkeep.stop();
        sticky.stop();
    }

    /** Reads now what other instances have written about people and who is in segments; never throws. */
    public void refresh() {
        inherited.refresh();
        refreshAudiences();
    }

    private void refreshAudiences() {
        audiences.refresh(lineup().segments());
    }

    @Override
    public Assignment assign(AppId app, String key, @Nullable String unitId) {
        return decide(app, key, unitId, Map.of(), false);
    }

    @Override
    public Assignment expose(AppId app, String key, @Nullable String unitId) {
        return decide(app, key, unitId, Map.of(), true);
    }

    @Override
    public Assignment assign(AppId app, String key, @Nullable String unitId, Map<String, ?> attributes) {
        return decide(app, key, unitId, attributes, false);
    }

    @Override
    public Assignment expose(AppId app, String key, @Nullable String unitId, Map<String, ?> attributes) {
        return decide(app, key, unitId, attributes, true);
    }

    /** Carries over what this instance remembers; what the table says holds as soon as it is known. */
    @Override
    public void link(AppId app, String unitId, String otherId) {
        KnownUnit before = units.find(app, otherId);
        if (!StickyAssignments.isStorable(unitId) || unitId.equals(otherId)) {
            return;
        }
        KnownUnit unit = units.findOrAdd(app, unitId);
        unit.facts(null);
        for (Live live : lineup().of(app)) {
            Entry kept = before == null ? null : before.find(live.id());
            Entry own = unit.find(live.id());
            if (live.isRunning() && kept != null && kept.isKept() && (own == null || !own.isKept())) {
                Assignment assignment = kept.assignment();
                inherited.expect(live.id(), unitId);
                keep(app, live, unitId, unit, new Kept(assignment.variant(), assignment.phase()));
            }
        }
    }

    /** {@return what has gone past the experiments so far} */
    public Stats stats() {
        return new Stats(missingUnits.sum(), sticky.waiting(), sticky.lost(), lookups.unanswered());
    }

    private Assignment decide(
            AppId app, String key, @Nullable String unitId, Map<String, ?> attributes, boolean expose) {
        Live live = lineup().find(app, key);
        if (live == null) {
            hint(key);
            return new Assignment(key, Assignment.UNDEFINED_VARIANT, 0, Reason.UNKNOWN_EXPERIMENT);
        }
        if (!live.isRunning()) {
            return live.idle();
        }
        if (unitId == null || unitId.isBlank()) {
            missingUnits.increment();
            return live.control(Reason.MISSING_UNIT);
        }
        Assignment override = live.override(unitId);
        if (override != null) {
            return override;
        }
        Entry entry = remembered(app, live, unitId);
        if (entry == null) {
            entry = draw(app, live, unitId, attributes);
        }
        if (expose && entry.assignment().takesPart()) {
            exposures.record(app, entry, unitId);
        }
        return entry.assignment();
    }

    private @Nullable Entry remembered(AppId app, Live live, String unitId) {
        KnownUnit unit = units.find(app, unitId);
        Entry entry = unit == null ? null : unit.find(live.id());
        if (entry == null || entry.isKept()) {
            return entry;
        }
        return live.audience().attributes().isEmpty() && entry.isOutside(live, System.nanoTime()) ? entry : null;
    }

    private Entry draw(AppId app, Live live, String unitId, Map<String, ?> attributes) {
        boolean storable = StickyAssignments.isStorable(unitId);
        KnownUnit unit = storable ? units.findOrAdd(app, unitId) : new KnownUnit();
        Live.Drawn drawn = live.draw(unitId);
        Outside outside = outside(app, live, unitId, storable ? unit : null, attributes);
        Kept proposal = outside == null ? drawn.kept() : null;
        Outside otherwise = outside == null ? Outside.OF_TRAFFIC : outside;
        if (storable && mayKeepAnother(live, unitId, outside, drawn)) {
            return settled(app, live, unitId, unit, proposal, otherwise);
        }
        if (proposal != null) {
            return storable ? keep(app, live, unitId, unit, proposal) : Entry.kept(live.id(), live.assigned(proposal));
        }
        return remember(unit, live, otherwise);
    }

    private @Nullable Outside outside(
            AppId app, Live live, String unitId, @Nullable KnownUnit unit, Map<String, ?> attributes) {
        if (Bucketing.bucket("holdout", "holdout", unitId) < settings.holdoutBasisPoints()) {
            return Outside.HELD_OUT;
        }
        if (!live.hasSlotFor(unitId)) {
            return Outside.OF_LAYER;
        }
        if (live.audience().isEverybody()) {
            return null;
        }
        KnownUnit stored = live.audience().needsPerson() ? unit : null;
        Facts facts = stored == null ? null : units.facts(app, unitId, stored);
        if (audiences.contains(app, live.audience(), facts, attributes)) {
            return null;
        }
        return stored != null && facts == null ? Outside.NOT_KNOWN_IN_TIME : Outside.OF_AUDIENCE;
    }

    private boolean mayKeepAnother(Live live, String unitId, @Nullable Outside outside, Live.Drawn drawn) {
        boolean mayHaveBeenInside =
                outside == null || outside == Outside.OF_LAYER ? drawn.differed() : drawn.everInside();
        return mayHaveBeenInside || inherited.mayHave(live.id(), unitId);
    }

    private Entry settled(
            AppId app, Live live, String unitId, KnownUnit unit, @Nullable Kept proposal, Outside otherwise) {
        Entry known = unit.find(live.id());
        if (proposal == null && known != null && known.isOutside(live, System.nanoTime())) {
            return known;
        }
        Optional<Entry> entry = lookups.within(() -> {
            Unit key = new Unit(live.id(), unitId);
            Kept kept = sticky.settle(key, proposal == null ? null : new Row(app, key, proposal, clock.instant()));
            return Optional.of(
                    kept == null
                            ? remember(unit, live, otherwise)
                            : unit.remember(Entry.kept(live.id(), live.assigned(kept))));
        });
        if (entry != null) {
            return entry.get();
        }
        // Without the table the hash holds, for this once.
        return proposal == null ? outside(live, otherwise) : Entry.kept(live.id(), live.assigned(proposal));
    }

    private Entry keep(AppId app, Live live, String unitId, KnownUnit unit, Kept kept) {
        Entry entry = Entry.kept(live.id(), live.assigned(kept));
        Entry remembered = unit.remember(entry);
        if (remembered == entry) {
            sticky.keep(new Row(app, new Unit(live.id(), unitId), kept, clock.instant()));
        }
        return remembered;
    }

    private static Entry remember(KnownUnit unit, Live live, Outside outside) {
        Entry entry = outside(live, outside);
        return outside == Outside.NOT_KNOWN_IN_TIME ? entry : unit.remember(entry);
    }

    private static Entry outside(Live live, Outside outside) {
        return Entry.outside(live, live.control(outside.reason), System.nanoTime() + OUTSIDE.toNanos());
    }

    /** The table has another variant than this instance has given out. */
    private void correct(Row row) {
        Live live = lineup().find(row.app(), row.unit().experimentId());
        if (live != null) {
            units.findOrAdd(row.app(), row.unit().unitId()).correct(Entry.kept(live.id(), live.assigned(row.kept())));
        }
    }

    private void inherited(Row row) {
        if (units.find(row.app(), row.unit().unitId()) != null) {
            correct(row);
        }
    }

    private Lineup lineup() {
        Map<AppId, Map<String, Experiment>> present = catalog.current();
        Lineup known = lineup;
        if (known.isOf(present)) {
            return known;
        }
        Lineup next = known.next(present);
        lineup = next;
        return next;
    }

    private void hint(String key) {
        if (hinted.size() < MAX_HINTS && hinted.add(key)) {
            log.warn("There is no experiment '{}'; everybody gets '{}'", key, Assignment.UNDEFINED_VARIANT);
        }
    }

    /** Why somebody gets the control. */
    private enum Outside {
        HELD_OUT(Reason.HELD_OUT),
        OF_LAYER(Reason.NOT_IN_LAYER),
        OF_AUDIENCE(Reason.NOT_IN_AUDIENCE),
        /** For this once: the next time it may be known. */
        NOT_KNOWN_IN_TIME(Reason.NOT_IN_AUDIENCE),
        OF_TRAFFIC(Reason.NOT_IN_TRAFFIC);

        private final Reason reason;

        Outside(Reason reason) {
            this.reason = reason;
        }
    }

    /**
     * What has gone past the experiments of this instance.
     *
     * @param missingUnits how often somebody without an id asked for a variant
     * @param waitingAssignments how many assignments are waiting to be written
     * @param lostAssignments how many assignments were not written, because too many were waiting
     * @param unansweredLookups how often the database did not say in time what is stored of somebody
     */
    public record Stats(long missingUnits, int waitingAssignments, long lostAssignments, long unansweredLookups) {}
}
