--liquibase formatted sql logicalFilePath:waymark/tenant.sql

--changeset waymark:tenant-1 splitStatements:true
create table ${schema}.tenant (
  id int primary key,
  name text not null,
  created_at timestamptz not null default now()
);
create table ${schema}.app (
  id int primary key,
  tenant_id int not null,
  name text not null,
  time_zone text not null default 'UTC',
  week_start smallint not null default 1 check (week_start between 1 and 7),
  created_at timestamptz not null default now()
);
insert into ${schema}.tenant (id, name) values (1, 'default');
insert into ${schema}.app (id, tenant_id, name) values (1, 1, 'default');
