/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment;

import io.waymark.analytics.AppId;
import io.waymark.analytics.event.EventFilter;
import io.waymark.analytics.event.EventFilterJson;
import io.waymark.analytics.event.PropertyCondition;
import io.waymark.analytics.experiment.metric.MeasuresJson;
import io.waymark.analytics.experiment.plan.PlanJson;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of experiments. Changes belong into a transaction, in which {@link #touch} is called first. */
final class ExperimentRows {

    private static final String SELECT = """
            select e.id, e.app_id, e.key, e.name, e.hypothesis, e.salt, e.state, e.traffic_basis_points, e.goal_event,
                   e.goal_where, e.conversion_window_ms, e.shipped_variant, e.created_at, e.started_at, e.concluded_at,
                   e.version, e.setup, e.measures, e.archived_at, v.variants, p.phases, o.overrides
            from {schema}.experiment e
            join (select experiment_id, jsonb_agg(jsonb_build_array(key, name, weight, value) order by position) as variants
                  from {schema}.experiment_variant group by experiment_id) v on v.experiment_id = e.id
            left join (select experiment_id, jsonb_agg(jsonb_build_array(number, (extract(epoch from started_at) * 1000)::bigint,
                                                         traffic_basis_points, weights) order by number) as phases
                  from {schema}.experiment_phase group by experiment_id) p on p.experiment_id = e.id
            left join (select experiment_id, jsonb_object_agg(unit_id, variant) as overrides
                  from {schema}.experiment_override group by experiment_id) o on o.experiment_id = e.id
            """;
    private static final String BY_APP = SELECT + "where e.app_id = :app order by e.created_at desc, e.id desc";
    private static final String BY_ID = SELECT + "where e.app_id = :app and e.id = :id";
    private static final String BY_KEY = SELECT + "where e.app_id = :app and e.key = :key";

    private static final String REVISION = "select number from {schema}.experiment_revision where id = 1";
    private static final String TOUCH =
            "update {schema}.experiment_revision set number = number + 1 where id = 1 returning number";
    private static final String NOTIFY = "select pg_notify('{schema}.experiments', '')";

    private static final String INSERT = """
            insert into {schema}.experiment
              (app_id, key, name, hypothesis, salt, state, traffic_basis_points, goal_event, goal_where,
               conversion_window_ms, setup, measures, created_at)
            values (:app, :key, :name, :hypothesis, :salt, 'DRAFT', :traffic, :goal_event, :goal_where::jsonb, :window,
                    :setup::jsonb, :measures::jsonb, :at)
            on conflict do nothing
            returning id
            """;
    private static final String UPDATE = """
            update {schema}.experiment
            set name = :name, hypothesis = :hypothesis, traffic_basis_points = :traffic, goal_event = :goal_event,
                goal_where = :goal_where::jsonb, conversion_window_ms = :window, setup = :setup::jsonb,
                measures = :measures::jsonb,
                version = version + 1
            where id = :id
            """;
    private static final String INSERT_VARIANT = """
            insert into {schema}.experiment_variant (experiment_id, position, key, name, weight, value)
            values (:id, :position, :key, :name, :weight, :value::jsonb)
            """;
    private static final String DELETE_VARIANTS = "delete from {schema}.experiment_variant where experiment_id = :id";
    private static final String START = """
            update {schema}.experiment set state = 'RUNNING', started_at = :at, version = version + 1 where id = :id
            """;
    private static final String INSERT_PHASE = """
            insert into {schema}.experiment_phase (experiment_id, number, started_at, traffic_basis_points, weights)
            select :id, 1 + coalesce((select max(number) from {schema}.experiment_phase where experiment_id = :id), 0),
                   :at, :traffic, array_agg(weight order by position)
            from {schema}.experiment_variant where experiment_id = :id
            """;
    private static final String STATE = """
            update {schema}.experiment
            set state = :state, version = version + 1,
                archived_at = case when :state = 'ARCHIVED' then :at::timestamptz else archived_at end
            where id = :id
            """;
    private static final String OVERRIDE = """
            insert into {schema}.experiment_override (experiment_id, unit_id, variant) values (:id, :unit, :variant)
            on conflict (experiment_id, unit_id) do update set variant = excluded.variant
            """;
    private static final String DELETE_OVERRIDE =
            "delete from {schema}.experiment_override where experiment_id = :id and unit_id = :unit";
    private static final String DELETE_OVERRIDES = "delete from {schema}.experiment_override where experiment_id = :id";
    private static final String CONCLUDE = """
            update {schema}.experiment
            set state = 'CONCLUDED', concluded_at = :at, shipped_variant = :shipped, version = version + 1
            where id = :id
            """;
    private static final String DELETE = "delete from {schema}.experiment where id = :id";

    private static final JsonMapper JSON = new JsonMapper();

    private final AnalyticsDatabase database;

    ExperimentRows(AnalyticsDatabase database) {
        this.database = database;
    }

    long revision() {
        return database.sql(REVISION).query(Long.class).single();
    }

    /** Counts a change. Holds a lock until the end of the transaction, so that changes happen one after the other. */
    void touch() {
        database.sql(TOUCH).query(Long.class).single();
        database.sql(NOTIFY).query(row -> {});
    }

    List<Experiment> all() {
        return database.sql(SELECT).query(ExperimentRows::map).list();
    }

    List<Experiment> list(AppId app) {
        return database.sql(BY_APP)
                .param("app", app.value())
                .query(ExperimentRows::map)
                .list();
    }

    Optional<Experiment> find(AppId app, long id) {
        return database.sql(BY_ID)
                .param("app", app.value())
                .param("id", id)
                .query(ExperimentRows::map)
                .optional();
    }

    Optional<Experiment> find(AppId app, String key) {
        return database.sql(BY_KEY)
                .param("app", app.value())
                .param("key", key)
                .query(ExperimentRows::map)
                .optional();
    }

    /** Adds a draft, unless its key is in use. */
    Optional<Long> insert(AppId app, ExperimentDefinition definition, Instant at) {
        Optional<Long> id = definition(database.sql(INSERT), definition)
                .param("app", app.value())
                .param("key", definition.key())
                .param("salt", definition.key())
                .param("at", at(at))
                .query(Long.class)
                .optional();
        id.ifPresent(added -> insertVariants(added, definition.variants()));
        return id;
    }

    void update(long id, ExperimentDefinition definition) {
        definition(database.sql(UPDATE), definition).param("id", id).update();
        database.sql(DELETE_VARIANTS).param("id", id).update();
        insertVariants(id, definition.variants());
    }

    void start(long id, int trafficBasisPoints, Instant at) {
        database.sql(START).param("id", id).param("at", at(at)).update();
        newPhase(id, trafficBasisPoints, at);
    }

    /** Opens a phase by the weights that are stored, if the experiment has been started. */
    void newPhase(long id, int trafficBasisPoints, Instant at) {
        database.sql(INSERT_PHASE)
                .param("id", id)
                .param("at", at(at))
                .param("traffic", trafficBasisPoints)
                .update();
    }

    void state(long id, ExperimentState state, Instant at) {
        database.sql(STATE)
                .param("id", id)
                .param("state", state.name())
                .param("at", at(at))
                .update();
    }

    void override(long id, String unitId, @Nullable String variant) {
        if (variant == null) {
            database.sql(DELETE_OVERRIDE).param("id", id).param("unit", unitId).update();
        } else {
            database.sql(OVERRIDE)
                    .param("id", id)
                    .param("unit", unitId)
                    .param("variant", variant)
                    .update();
        }
    }

    void conclude(long id, @Nullable String shippedVariant, Instant at) {
        database.sql(CONCLUDE)
                .param("id", id)
                .param("at", at(at))
                .param("shipped", shippedVariant)
                .update();
    }

    void delete(long id) {
        database.sql(DELETE_OVERRIDES).param("id", id).update();
        database.sql(DELETE_VARIANTS).param("id", id).update();
        database.sql(DELETE).param("id", id).update();
    }

    private void insertVariants(long id, List<Variant> variants) {
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            database.sql(INSERT_VARIANT)
                    .param("id", id)
                    .param("position", i)
                    .param("key", variant.key())
                    .param("name", variant.name())
                    .param("weight", variant.weight())
                    .param(
                            "value",
                            variant.value() == null ? null : variant.value().toString())
                    .update();
        }
    }

    private static StatementSpec definition(StatementSpec statement, ExperimentDefinition definition) {
        return statement
                .param("name", definition.name())
                .param("hypothesis", definition.hypothesis())
                .param("traffic", definition.trafficBasisPoints())
                .param("goal_event", definition.goal().event())
                .param(
                        "goal_where",
                        EventFilterJson.write(definition.goal().where()).toString())
                .param("window", definition.conversionWindow().toMillis())
                .param(
                        "setup",
                        PlanJson.write(definition.rollout(), definition.plan()).toString())
                .param("measures", MeasuresJson.write(definition.measures()).toString());
    }

    private static Experiment map(ResultSet row, int number) throws SQLException {
        JsonNode setup = JSON.readTree(row.getString("setup"));
        JsonNode measures = JSON.readTree(row.getString("measures"));
        ExperimentDefinition definition = new ExperimentDefinition(
                row.getString("key"),
                row.getString("name"),
                row.getString("hypothesis"),
                JSON.readTree(row.getString("variants"))
                        .valueStream()
                        .map(variant -> new Variant(
                                variant.get(0).asString(),
                                variant.get(1).asString(),
                                variant.get(2).asInt(),
                                variant.get(3).isNull() ? null : variant.get(3)))
                        .toList(),
                row.getInt("traffic_basis_points"),
                new EventFilter(row.getString("goal_event"), conditions(row.getString("goal_where"))),
                Duration.ofMillis(row.getLong("conversion_window_ms")),
                false,
                JsonInput.read(setup, "", PlanJson::rollout),
                JsonInput.read(setup, "", input -> PlanJson.plan(input.at("plan"))),
                JsonInput.read(measures, "", MeasuresJson::read));
        return new Experiment(
                row.getLong("id"),
                new AppId(row.getInt("app_id")),
                definition,
                row.getString("salt"),
                ExperimentState.valueOf(row.getString("state")),
                row.getString("shipped_variant"),
                phases(row.getString("phases")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "concluded_at"),
                row.getInt("version"),
                overrides(row.getString("overrides")),
                instant(row, "archived_at"));
    }

    private static Map<String, String> overrides(@Nullable String json) {
        return json == null
                ? Map.of()
                : JSON.readTree(json).properties().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().asString()));
    }

    private static List<PropertyCondition> conditions(String json) {
        return JsonInput.read(JSON.readTree(json), "", EventFilterJson::conditions);
    }

    private static List<Experiment.Phase> phases(@Nullable String json) {
        return json == null
                ? List.of()
                : JSON.readTree(json)
                        .valueStream()
                        .map(phase -> new Experiment.Phase(
                                phase.get(0).asInt(),
                                Instant.ofEpochMilli(phase.get(1).asLong()),
                                phase.get(2).asInt(),
                                phase.get(3).valueStream().map(JsonNode::asInt).toList()))
                        .toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
