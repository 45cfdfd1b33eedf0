/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.job;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The latest runs of each job, by whichever instance. */
final class JobHistory {

    private static final int KEPT = 200;
    private static final int MAX_ERROR_LENGTH = 2_000;

    private static final String START = """
            insert into {schema}.job_run (job, started_at) values (:job, :at) returning id
            """;
    private static final String FINISH = """
            update {schema}.job_run set finished_at = :at, items = :items, error = :error where id = :id
            """;
    private static final String BURY = """
            update {schema}.job_run set finished_at = :at, error = 'The instance that ran it went away'
            where job = :job and finished_at is null
            """;
    private static final String TRIM = """
            delete from {schema}.job_run
            where job = :job and id <= (
              select id from {schema}.job_run where job = :job order by id desc offset :kept limit 1)
            """;
    private static final String LATEST = """
            select job, started_at, finished_at, items, error from {schema}.job_run
            where job = :job order by id desc limit :limit
            """;
    private static final String LAST_ERROR = """
            select error from {schema}.job_run
            where job = :job and finished_at is not null order by id desc limit 1
            """;

    private final AnalyticsDatabase database;

    JobHistory(AnalyticsDatabase database) {
        this.database = database;
    }

    /** To be called by the holder of the job's lock only: any run that has not ended never will. */
    long start(String job, Instant at) {
        return database.transaction().execute(status -> {
            database.sql(BURY).param("job", job).param("at", utc(at)).update();
            return database.sql(START)
                    .param("job", job)
                    .param("at", utc(at))
                    .query(Long.class)
                    .single();
        });
    }

    void finish(long run, String job, Instant at, @Nullable Long items, @Nullable String error) {
        database.transaction().executeWithoutResult(status -> {
            database.sql(FINISH)
                    .param("id", run)
                    .param("at", utc(at))
                    .param("items", items)
                    .param(
                            "error",
                            error == null || error.length() <= MAX_ERROR_LENGTH
                                    ? error
                                    : error.substring(0, MAX_ERROR_LENGTH))
                    .update();
            database.sql(TRIM).param("job", job).param("kept", KEPT).update();
        });
    }

    List<JobRun> latest(String job, int limit) {
        return database.sql(LATEST)
                .param("job", job)
                .param("limit", limit)
                .query(JobHistory::run)
                .list();
    }

    /** Returns the error of the last run that ended, if it failed. */
    Optional<String> lastError(String job) {
        return database.sql(LAST_ERROR)
                .param("job", job)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(error -> error);
    }

    private static JobRun run(ResultSet row, int number) throws SQLException {
        return new JobRun(
                row.getString("job"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)),
                row.getObject("items", Long.class),
                row.getString("error"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
