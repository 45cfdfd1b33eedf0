/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.segment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.event.EventNames;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.AuditLog;
import io.waymark.analytics.store.SqlParameters;
import io.waymark.analytics.store.StaleVersionException;
import io.waymark.analytics.store.StorableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The stored segments. Membership is as of now. Every change is recorded with who made it.
 *
 * <p>Safe for use by many threads.
 */
public final class Segments {

    private static final int MAX_NAME = 200;
    private static final Pattern KEY = Pattern.compile("(?=.*[a-z])[a-z0-9][a-z0-9-]{0,99}");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private static final String COLUMNS = "id, key, name, rule, created_at, updated_at, version";
    private static final String ADD = """
            insert into {schema}.segment (app_id, key, name, rule, created_at, updated_at)
            values (:app, :key, :name, :rule::jsonb, :now, :now)
            on conflict do nothing
            returning\s""" + COLUMNS;
    private static final String UPDATE = """
            update {schema}.segment set name = :name, rule = :rule::jsonb, updated_at = :now, version = version + 1
            where app_id = :app and key = :key and version = :version
            returning\s""" + COLUMNS;
    private static final String CHANGE = """
            update {schema}.segment set name = :name, rule = :rule::jsonb, updated_at = :now, version = version + 1
            where app_id = :app and key = :key and (name <> :name or rule <> :rule::jsonb)
            returning\s""" + COLUMNS;
    private static final String FIND = "select " + COLUMNS + " from {schema}.segment where app_id = :app and ";
    private static final String LIST =
            "select " + COLUMNS + " from {schema}.segment where app_id = :app order by lower(name), name, key";
    private static final String DELETE = """
            delete from {schema}.segment where app_id = :app and id = :id returning\s""" + COLUMNS;

    private final AnalyticsDatabase database;
    private final EventNames eventNames;
    private final PersonIds personIds;
    private final AuditLog audit;
    private final Clock clock;

    /**
     * Keeps segments.
     *
     * @param database where they are
     * @param eventNames the dictionary of event names
     * @param clock tells when they change
     */
    public Segments(AnalyticsDatabase database, EventNames eventNames, Clock clock) {
        this.database = database;
        this.eventNames = eventNames;
        this.personIds = new PersonIds(database);
        this.audit = new AuditLog(database);
        this.clock = clock;
    }

    /**
     * Tells whether somebody is in a segment of the default app now.
     *
     * @param key the segment's key
     * @param distinctId who
     * @return whether they are; false for somebody unknown
     * @throws InvalidInputException if there is no such segment
     */
    public boolean contains(String key, String distinctId) {
        return contains(AppId.DEFAULT, key, distinctId);
    }

    /**
     * Tells whether somebody is in a segment now.
     *
     * @param app the app
     * @param key the segment's key
     * @param distinctId who
     * @return whether they are; false for somebody unknown
     * @throws InvalidInputException if there is no such segment
     */
    public boolean contains(AppId app, String key, String distinctId) {
        SegmentMembers.Named segment = require(app, key);
        if (!StorableText.test(distinctId)) {
            return false;
        }
        return database.report(() -> {
            Integer personId = personIds.find(app, Set.of(distinctId)).get(distinctId);
            if (personId == null) {
                return false;
            }
            SqlParameters parameters = new SqlParameters();
            String sql = SegmentStatement.persons(
                    app, resolved(app, segment), personId, eventNames, AsOf.now(clock.instant()), parameters);
            return database.sql(sql)
                    .params(parameters.values())
                    .query(Integer.class)
                    .optional()
                    .isPresent();
        });
    }

    /**
     * Stores a segment: a new one, or a new name and rule of the one with that key. Stores nothing if it is the same
     * already.
     *
     * @param app the app it belongs to
     * @param key its key: 1 to 100 lower-case letters, digits and hyphens, not only digits
     * @param name its name, 1 to 200 characters
     * @param rule who is in it
     * @param actor who stores it
     * @return the stored segment
     * @throws InvalidInputException if key or name are not as they should be
     */
    public Segment save(AppId app, String key, String name, SegmentRule rule, String actor) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidInputException(
                    "/key", "must have 1 to 100 lower-case letters, digits and hyphens, at least one of them a letter");
        }
        JsonInput.requireText(name, "/name", MAX_NAME);
        check(app, key, rule);
        return Objects.requireNonNull(database.transaction().execute(status -> {
            Optional<Segment> added = write(ADD, app, key, name, rule);
            added.ifPresent(segment -> record(app, segment, "created", actor));
            return added.orElseGet(() -> {
                Optional<Segment> changed = write(CHANGE, app, key, name, rule);
                changed.ifPresent(segment -> record(app, segment, "changed", actor));
                return changed.orElseGet(() -> find(app, key).orElseThrow());
            });
        }));
    }

    /**
     * Changes a segment; stores nothing if it is the same already.
     *
     * @param app the app it belongs to
     * @param changed the segment with its new name and rule, and the version they are based on
     * @param actor who changes it
     * @return the stored segment
     * @throws StaleVersionException if it was changed by somebody else, or is gone
     * @throws InvalidInputException if name or rule are not as they should be
     */
    public Segment update(AppId app, Segment changed, String actor) {
        JsonInput.requireText(changed.name(), "/name", MAX_NAME);
        check(app, changed.key(), changed.rule());
        return Objects.requireNonNull(database.transaction().execute(status -> {
            if (find(app, changed.key()).filter(changed::equals).isPresent()) {
                return changed;
            }
            Segment stored = one(
                            statement(UPDATE, changed.key(), changed.name(), changed.rule())
                                    .param("version", changed.version()),
                            app)
                    .orElseThrow(() -> new StaleVersionException("segment " + changed.key()));
            record(app, stored, "changed", actor);
            return stored;
        }));
    }

    /**
     * Checks a rule before it is stored.
     *
     * @param app the app it belongs to
     * @param key the key under which it would be stored; empty for none yet
     * @param rule the rule
     * @throws InvalidInputException if it names a segment that is not there, or by way of others itself
     */
    public void check(AppId app, String key, SegmentRule rule) {
        resolved(app, new SegmentMembers.Named(key, rule));
    }

    /**
     * Finds a segment.
     *
     * @param app the app it belongs to
     * @param keyOrId its key or number
     * @return the segment, or empty if there is none
     */
    public Optional<Segment> find(AppId app, String keyOrId) {
        if (ID.matcher(keyOrId).matches()) {
            return one(database.sql(FIND + "id = :id").param("id", Long.parseLong(keyOrId)), app);
        }
        return KEY.matcher(keyOrId).matches()
                ? one(database.sql(FIND + "key = :key").param("key", keyOrId), app)
                : Optional.empty();
    }

    /**
     * Lists the segments of an app.
     *
     * @param app the app
     * @return the segments by name
     */
    public List<Segment> list(AppId app) {
        return database.sql(LIST)
                .param("app", app.value())
                .query(Segments::read)
                .list();
    }

    /**
     * Deletes a segment.
     *
     * @param app the app it belongs to
     * @param keyOrId its key or number
     * @param actor who deletes it
     * @return whether there was one
     * @throws InvalidInputException if another segment names it
     */
    public boolean delete(AppId app, String keyOrId, String actor) {
        return Objects.requireNonNull(database.transaction().execute(status -> {
            Optional<Segment> found = find(app, keyOrId);
            found.ifPresent(segment -> requireUnused(app, segment));
            Optional<Segment> deleted =
                    found.flatMap(segment -> one(database.sql(DELETE).param("id", segment.id()), app));
            deleted.ifPresent(segment -> record(app, segment, "deleted", actor));
            return deleted.isPresent();
        }));
    }

    /**
     * A subquery of the people in a segment, for a report: {@code person_id in (…)}.
     *
     * @param app the app
     * @param keyOrId the key or number of a stored segment, or the key of a preset
     * @param parameters takes the values of the subquery
     * @return {@code select person_id …}, with {@code {schema}} for the schema
     * @throws InvalidInputException if there is no such segment
     */
    public String personsOf(AppId app, String keyOrId, SqlParameters parameters) {
        return personsOf(app, resolved(app, require(app, keyOrId)), parameters);
    }

    /**
     * A condition that is true of the people in a segment, for a report.
     *
     * @param app the app
     * @param keyOrId the key or number of a stored segment, or the key of a preset; {@code null} for everybody
     * @param person an expression over a row: the number of its person
     * @param parameters takes the values of the condition
     * @return the condition, with {@code {schema}} for the schema
     * @throws InvalidInputException if there is no such segment
     */
    public String only(AppId app, @Nullable String keyOrId, String person, SqlParameters parameters) {
        return keyOrId == null ? "true" : person + " in (" + personsOf(app, keyOrId, parameters) + ")";
    }

    /**
     * Tells whether who is in a segment changes only with events, people and definitions, and not because time passes.
     *
     * @param app the app
     * @param keyOrId the key or number of a stored segment, or the key of a preset; {@code null} for everybody
     * @return whether it does
     * @throws InvalidInputException if there is no such segment
     */
    public boolean isSteady(AppId app, @Nullable String keyOrId) {
        return keyOrId == null || SegmentMembers.isSteady(resolved(app, require(app, keyOrId)));
    }

    /** The same of a rule that is not stored. */
    String personsOf(AppId app, SegmentRule rule, SqlParameters parameters) {
        return personsOf(app, resolved(app, rule), AsOf.now(clock.instant()), parameters);
    }

    /** The people of a rule that names no segment, as of some time. */
    String personsOf(AppId app, SegmentRule resolved, AsOf asOf, SqlParameters parameters) {
        return SegmentStatement.known(app, resolved, eventNames, asOf, parameters);
    }

    /**
     * The people in a segment, for a report that is answered from columns.
     *
     * @param app the app
     * @param keyOrId the key or number of a stored segment, or the key of a preset
     * @return its people
     * @throws InvalidInputException if there is no such segment
     */
    public SegmentPeople peopleOf(AppId app, String keyOrId) {
        return new SegmentPeople(app, resolved(app, require(app, keyOrId)), database, eventNames, asOfNow());
    }

    /** The same of a rule that is not stored. */
    SegmentPeople peopleOf(AppId app, SegmentRule rule) {
        return new SegmentPeople(app, resolved(app, rule), database, eventNames, asOfNow());
    }

    /** The people of a rule that names no segment, as of several times in order. */
    SegmentPeople peopleOf(AppId app, SegmentRule resolved, List<AsOf> times) {
        return new SegmentPeople(app, resolved, database, eventNames, times);
    }

    private List<AsOf> asOfNow() {
        return List.of(AsOf.now(now()));
    }

    /** The dictionary of event names. */
    EventNames eventNames() {
        return eventNames;
    }

    /** The time of these segments' clock. */
    Instant now() {
        return clock.instant();
    }

    /** A rule with those of the segments that it names. */
    SegmentRule resolved(AppId app, SegmentRule rule) {
        return resolved(app, new SegmentMembers.Named("", rule));
    }

    private SegmentRule resolved(AppId app, SegmentMembers.Named segment) {
        return new SegmentMembers(key -> require(app, key)).resolve(segment.key(), segment.rule());
    }

    private SegmentMembers.Named require(AppId app, String keyOrId) {
        return find(app, keyOrId)
                .map(segment -> new SegmentMembers.Named(segment.key(), segment.rule()))
                .or(() -> SegmentPresets.find(keyOrId)
                        .map(preset -> new SegmentMembers.Named("preset " + preset.key(), preset.rule())))
                .orElseThrow(() -> new InvalidInputException("/segment", "names no stored segment: '" + keyOrId + "'"));
    }

    private void requireUnused(AppId app, Segment segment) {
        list(app).stream()
                .filter(other -> SegmentMembers.names(other.rule(), segment))
                .findFirst()
                .ifPresent(other -> {
                    throw new InvalidInputException("", "The segment is used by the segment '" + other.key() + "'");
                });
    }

    private Optional<Segment> write(String sql, AppId app, String key, String name, SegmentRule rule) {
        return one(statement(sql, key, name, rule), app);
    }

    private StatementSpec statement(String sql, String key, String name, SegmentRule rule) {
        return database.sql(sql)
                .param("key", key)
                .param("name", name)
                .param("rule", SegmentJson.write(rule).toString())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private void record(AppId app, Segment segment, String action, String actor) {
        String detail = StoredJson.object()
                .put("key", segment.key())
                .put("name", segment.name())
                .set("rule", SegmentJson.write(segment.rule()))
                .toString();
        audit.record(app, clock.instant(), actor, "segment", Long.toString(segment.id()), action, detail);
    }

    private static Optional<Segment> one(StatementSpec statement, AppId app) {
        return statement.param("app", app.value()).query(Segments::read).optional();
    }

    private static Segment read(ResultSet row, int number) throws SQLException {
        return new Segment(
                row.getLong("id"),
                row.getString("key"),
                row.getString("name"),
                SegmentJson.rule(StoredJson.parse(row.getString("rule")), ""),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}
