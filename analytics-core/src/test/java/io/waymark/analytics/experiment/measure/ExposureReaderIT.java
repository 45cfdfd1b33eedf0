/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.AppId;
import io.waymark.analytics.experiment.Experiment;
import io.waymark.analytics.experiment.ExperimentCatalog;
import io.waymark.analytics.experiment.ExperimentDefinition;
import io.waymark.analytics.experiment.ExperimentSettings;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares what is read once and then followed with what is read as a whole, whatever is written in between. */
class ExposureReaderIT {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant AS_OF = START.plus(Duration.ofDays(20));
    private static final int PEOPLE = 300;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final AnalyticsDatabase database = TestDatabase.migrated();
    private final Experiment experiment = experiment();
    private final Frame frame =
            Frame.of(List.of("control", "b"), List.of(1, 2), START, Instant.MAX, AS_OF, ZoneOffset.UTC);
    private final List<Integer> merged = new ArrayList<>();
    private int others;

    @Test
    void whatIsFollowedIsWhatIsReadAsAWhole() throws SQLException {
        System.out.println("ExposureReaderIT seed " + seed);
        ExposureReader follower = new ExposureReader(database);
        List<Connection> open = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(8)) {
                case 0 -> merge();
                case 1 -> override();
                case 2, 3 -> open.add(exposeWithoutCommit());
                case 4 -> {
                    if (!open.isEmpty()) {
                        end(open.remove(random.nextInt(open.size())));
                    }
                }
                default -> {
                    try (Connection connection = database.hostDataSource().getConnection()) {
                        for (int i = random.nextInt(20); i >= 0; i--) {
                            expose(connection, 1 + random.nextInt(PEOPLE));
                        }
                    }
                }
            }
            if (open.size() > 5) {
                end(open.remove(0));
            }
            assertThat(look(follower))
                    .as("seed " + seed + ", step " + step)
                    .isEqualTo(look(new ExposureReader(database)));
        }
        for (Connection connection : open) {
            end(connection);
        }
        assertThat(look(follower)).as("seed " + seed).isEqualTo(look(new ExposureReader(database)));
    }

    private List<String> look(ExposureReader reader) {
        return database.report(() -> {
            ExposedPeople people = reader.read(experiment, frame);
            List<String> seen = new ArrayList<>();
            people.buckets().values().forEach(bucket -> {
                int[] numbers = bucket.numbers().toArray();
                for (int i = 0; i < numbers.length; i++) {
                    seen.add(numbers[i] + " " + bucket.variant[i] + " " + bucket.phase[i] + " " + bucket.at[i]);
                }
            });
            seen.add("several: " + people.several());
            return seen;
        });
    }

    /** Somebody of whom no other open transaction knows, as they must not wait for each other. */
    private Connection exposeWithoutCommit() throws SQLException {
        int person = 200_000 + ++others;
        if (random.nextBoolean()) {
            try (Connection connection = database.hostDataSource().getConnection()) {
                expose(connection, person);
            }
        }
        Connection connection = database.hostDataSource().getConnection();
        connection.setAutoCommit(false);
        expose(connection, person);
        return connection;
    }

    private void end(Connection connection) throws SQLException {
        if (random.nextInt(4) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
        connection.close();
    }

    /** As the projection of events does. */
    private void expose(Connection connection, int person) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(database.tables().qualify("""
                insert into {schema}.experiment_exposure (experiment_id, person_id, variant, phase, first_exposed_at)
                values (?, ?, ?, ?, ?)
                on conflict (experiment_id, person_id, variant) do update
                set first_exposed_at = excluded.first_exposed_at, phase = excluded.phase, written_in = excluded.written_in
                where excluded.first_exposed_at < {schema}.experiment_exposure.first_exposed_at
                """))) {
            statement.setLong(1, experiment.id());
            statement.setInt(2, person);
            statement.setString(3, random.nextInt(6) == 0 ? "b" : "control");
            statement.setInt(4, 1 + random.nextInt(2));
            statement.setObject(
                    5,
                    START.plusMillis(random.nextInt((int) Duration.ofDays(20).toMillis() - 1))
                            .atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private void merge() {
        int person = 1 + random.nextInt(PEOPLE);
        int into = 100_000 + random.nextInt(50);
        if (!merged.contains(person)) {
            merged.add(person);
            database.sql(
                            "insert into {schema}.merged_person (person_id, app_id, into_person_id) values (:from, 1, :into)")
                    .param("from", person)
                    .param("into", into)
                    .update();
        }
    }

    private void override() {
        String unit = "qa-" + random.nextInt(1_000_000);
        database.sql("insert into {schema}.distinct_id (app_id, distinct_id, person_id) values (1, :unit, :person)")
                .param("unit", unit)
                .param("person", random.nextBoolean() ? 1 + random.nextInt(PEOPLE) : 100_000 + random.nextInt(50))
                .update();
        database.sql("insert into {schema}.experiment_override values (:experiment, :unit, 'b')")
                .param("experiment", experiment.id())
                .param("unit", unit)
                .update();
    }

    private Experiment experiment() {
        ExperimentCatalog catalog =
                new ExperimentCatalog(database, new ExperimentSettings() {}, Clock.fixed(START, ZoneOffset.UTC));
        catalog.create(
                AppId.DEFAULT,
                ExperimentDefinition.builder("checkout")
                        .variant("control", 1)
                        .variant("b", 1)
                        .goal("bought")
                        .build(),
                "ada");
        return catalog.start(AppId.DEFAULT, "checkout", "ada");
    }
}
