--liquibase formatted sql logicalFilePath:waymark/measure.sql

--changeset waymark:measure-1
-- Metrics beside the goal, and what follows from them; in the form of the HTTP API.
alter table ${schema}.experiment add column measures jsonb not null default '{}';
-- What an experiment had shown when it was concluded; outlives its events.
create table ${schema}.experiment_result (
  experiment_id bigint not null primary key,
  taken_at timestamptz not null,
  result jsonb not null
);
-- Who looked at an unhealthy experiment nevertheless, by what was wrong with it.
create table ${schema}.experiment_acknowledgement (
  experiment_id bigint not null,
  fault text not null,
  actor text not null,
  acknowledged_at timestamptz not null,
  reason text not null,
  primary key (experiment_id, fault)
);
-- The last advice on a running experiment, so that a change of it can be told.
create table ${schema}.experiment_advice (
  experiment_id bigint not null primary key,
  code text not null,
  given_at timestamptz not null
);

--changeset waymark:measure-2
-- The transaction that wrote the row, so that what is new since a snapshot can be asked for.
alter table ${schema}.experiment_exposure add column written_in xid8 not null default pg_current_xact_id();
create index experiment_exposure_written on ${schema}.experiment_exposure (experiment_id, written_in);
alter table ${schema}.merged_person add column written_in xid8 not null default pg_current_xact_id();
create index merged_person_written on ${schema}.merged_person (app_id, written_in);
