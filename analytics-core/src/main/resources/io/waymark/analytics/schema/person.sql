--liquibase formatted sql logicalFilePath:waymark/person.sql

--changeset waymark:person-1
-- People who turned out to be somebody else. Their events keep their number and count for into_person_id, which is never
-- itself in person_id.
create table ${schema}.merged_person (
  person_id int primary key,
  app_id int not null,
  into_person_id int not null,
  merged_at timestamptz not null default now()
);
create index merged_person_into on ${schema}.merged_person (into_person_id);
-- Whether the id is known to be that of one person, by an identification or as the first name of an alias.
alter table ${schema}.distinct_id add column identified boolean not null default false;
-- Of each property ever written: the kind of the write that stands and its time, so that late writes lose.
alter table ${schema}.person add column property_writes jsonb not null default '{}';

--changeset waymark:person-2
-- The key of a day's cookieless visitor ids. Days are those of UTC; a salt is deleted 48 hours after its day began.
create table ${schema}.visitor_salt (
  day date primary key,
  salt bytea not null
);
