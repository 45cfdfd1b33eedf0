--liquibase formatted sql logicalFilePath:waymark/rollout.sql

--changeset waymark:rollout-1
alter table ${schema}.experiment drop constraint experiment_state_check;
alter table ${schema}.experiment add constraint experiment_state_check
  check (state in ('DRAFT', 'RUNNING', 'PAUSED', 'CONCLUDED', 'ARCHIVED'));
-- Audience, layer, schedule and plan, as far as they are not as usual; in the form of the HTTP API.
alter table ${schema}.experiment add column setup jsonb not null default '{}';
alter table ${schema}.experiment add column archived_at timestamptz;
-- What the variant stands for, for code that asks for the value.
alter table ${schema}.experiment_variant add column value jsonb;
-- The variant that somebody sees who looks at an experiment; they are never analysed.
create table ${schema}.experiment_override (
  experiment_id bigint not null,
  unit_id text not null,
  variant text not null,
  primary key (experiment_id, unit_id)
);
-- When an id got the variant that its person had seen first by another id. Such a variant need not be that of the hash,
-- so each instance keeps an eye on these rows.
alter table ${schema}.experiment_assignment add column inherited_at timestamptz;
create index experiment_assignment_inherited on ${schema}.experiment_assignment (inherited_at)
  where inherited_at is not null;
