--liquibase formatted sql logicalFilePath:waymark/report.sql

--changeset waymark:report-1
-- What was purged before there were chunks is in none.
insert into ${schema}.watermark (name, reached_at)
select 'missing_before', w.reached_at from ${schema}.watermark w where w.name = 'dropped_before'
on conflict do nothing;
