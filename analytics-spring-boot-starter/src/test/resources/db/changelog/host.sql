--liquibase formatted sql

--changeset host:1
create table plant (id int primary key, name text not null);
