/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules for tables that are distributed by person, on the schema as it is. */
class CitusSchemaIT {

    private static final AnalyticsDatabase DATABASE = TestDatabase.migrated();

    @Test
    void uniqueKeysOfPeoplesTablesIncludeThePerson() {
        assertThat(ask("""
                select c.relname || ' ' || pg_get_indexdef(i.indexrelid)
                from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace s on s.oid = c.relnamespace
                where s.nspname = 'analytics' and i.indisunique and c.relname = any(:tables)
                  and not exists (
                    select from pg_attribute a
                    where a.attrelid = c.oid and a.attnum = any(i.indkey)
                      and (a.attname = 'person_id' or c.relname = 'person' and a.attname = 'id'))
                """)).isEmpty();
    }

    @Test
    void peoplesTablesHaveNeitherForeignKeysNorTriggers() {
        assertThat(ask("""
                select c.relname || ' ' || k.conname
                from pg_constraint k join pg_class c on c.oid in (k.conrelid, k.confrelid)
                join pg_namespace s on s.oid = c.relnamespace
                where s.nspname = 'analytics' and k.contype = 'f' and c.relname = any(:tables)
                union all
                select c.relname || ' ' || t.tgname
                from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace s on s.oid = c.relnamespace
                where s.nspname = 'analytics' and c.relname = any(:tables)
                """)).isEmpty();
    }

    @Test
    void functionsReadNoTables() {
        assertThat(ask("""
                select p.proname from pg_proc p join pg_namespace s on s.oid = p.pronamespace
                where s.nspname = 'analytics' and exists (
                  select from unnest(:tables::text[]) t where p.prosrc ~ ('analytics"?\\.' || t || '\\M'))
                """)).isEmpty();
    }

    private static List<String> ask(String sql) {
        return DATABASE.sql(sql)
                .param("tables", CitusRules.TABLES.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
