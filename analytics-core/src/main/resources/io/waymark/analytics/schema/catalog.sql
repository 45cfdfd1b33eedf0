--liquibase formatted sql logicalFilePath:waymark/catalog.sql

--changeset waymark:catalog-1
-- Who defined the event: the application's code, or a person over HTTP or in the dashboard. Null: it was only tracked.
alter table ${schema}.event_name add column defined_by text;
alter table ${schema}.event_name add constraint event_name_defined_by check (defined_by in ('CODE', 'PERSON'));
update ${schema}.event_name set defined_by = 'PERSON'
where category is not null or description is not null or not active;

--changeset waymark:catalog-2
-- Counts the changes of definitions, so that an instance sees with one row whether there are any.
create table ${schema}.event_catalog_revision (
  id int primary key check (id = 1),
  number bigint not null
);
insert into ${schema}.event_catalog_revision (id, number) values (1, 0);
