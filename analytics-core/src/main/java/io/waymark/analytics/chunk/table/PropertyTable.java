/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.chunk.table;

import io.waymark.analytics.store.AnalyticsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Remembers which properties reports ask for. Works inside the caller's transaction. */
public final class PropertyTable {

    /** A property that nobody has asked for since gets no columns any more. */
    public static final Duration FORGET_AFTER = Duration.ofDays(30);

    /** So many properties of an event get columns: those that stored reports ask for, then those asked for last. */
    public static final int MAX_OF_EVENT = 32;

    /** So many properties of an event are remembered. */
    private static final int MAX_REMEMBERED = 200;

    private static final String ASK = """
            insert into {schema}.chunk_property as k (app_id, event_name_id, key, asked_at)
            select n.app_id, n.id, w.key, :now
            from unnest(:names::int[], :keys::text[]) as w (name, key)
            join {schema}.event_name n on n.id = w.name
            left join (
              select event_name_id, count(*) as properties from {schema}.chunk_property
              where asked_at >= :since group by event_name_id
            ) c on c.event_name_id = n.id
            where coalesce(c.properties, 0) < :most
               or exists (select from {schema}.chunk_property p where p.event_name_id = w.name and p.key = w.key)
            order by 2, 3
            on conflict (event_name_id, key) do update set asked_at = excluded.asked_at
              where k.asked_at < excluded.asked_at - interval '1 hour'
            """;
    private static final String WISH = """
            update {schema}.chunk_property k set wished = not k.wished
            where k.wished <> exists (
              select from unnest(:names::int[], :keys::text[]) as w (name, key) where w.name = k.event_name_id and w.key = k.key)
            """;
    private static final String WANTED = """
            select id, event_name_id, key
            from (
              select id, event_name_id, key, row_number() over (
                       partition by event_name_id order by wished desc, asked_at desc, id) as place
              from {schema}.chunk_property where asked_at >= :since and not too_varied
            ) p
            where place <= :most
            order by event_name_id, id
            """;
    private static final String OF_NAMES = """
            select id, event_name_id, key from {schema}.chunk_property where event_name_id = any(:names)
            """;
    private static final String TOO_VARIED = """
            update {schema}.chunk_property set too_varied = true where id = any(:ids)
            """;

    private final AnalyticsDatabase database;

    /**
     * Reads and writes the table.
     *
     * @param database where it is
     */
    public PropertyTable(AnalyticsDatabase database) {
        this.database = database;
    }

    /**
     * Remembers that properties were asked for.
     *
     * @param properties the event names and keys; numbers do not matter
     * @param now when
     */
    public void ask(Collection<KeptProperty> properties, Instant now) {
        if (!properties.isEmpty()) {
            database.sql(ASK)
                    .param("names", names(properties))
                    .param("keys", keys(properties))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("since", now.minus(FORGET_AFTER).atOffset(ZoneOffset.UTC))
                    .param("most", MAX_REMEMBERED)
                    .update();
        }
    }

    /**
     * Says which properties will be asked for: they go before those that only have been.
     *
     * @param properties the event names and keys, all of them; numbers do not matter
     * @param now when
     */
    public void wish(Collection<KeptProperty> properties, Instant now) {
        ask(properties, now);
        database.sql(WISH)
                .param("names", names(properties))
                .param("keys", keys(properties))
                .update();
    }

    private static Integer[] names(Collection<KeptProperty> properties) {
        return properties.stream().map(KeptProperty::eventNameId).toArray(Integer[]::new);
    }

    private static String[] keys(Collection<KeptProperty> properties) {
        return properties.stream().map(KeptProperty::key).toArray(String[]::new);
    }

    /**
     * Finds the properties that are to have columns.
     *
     * @param now the time
     * @return those that were asked for lately, and do not have too many values, by event name
     */
    public List<KeptProperty> wanted(Instant now) {
        return database.sql(WANTED)
                .param("since", now.minus(FORGET_AFTER).atOffset(ZoneOffset.UTC))
                .param("most", MAX_OF_EVENT)
                .query(PropertyTable::read)
                .list();
    }

    /**
     * Finds the properties of some events that may have columns.
     *
     * @param sql starts a statement
     * @param eventNameIds the numbers of their names
     * @return the properties
     */
    public static List<KeptProperty> of(Function<String, StatementSpec> sql, Collection<Integer> eventNameIds) {
        return sql.apply(OF_NAMES)
                .param("names", eventNameIds.toArray(Integer[]::new))
                .query(PropertyTable::read)
                .list();
    }

    /**
     * Gives properties up that have too many different values.
     *
     * @param ids their numbers
     */
    public void giveUp(Collection<Integer> ids) {
        if (!ids.isEmpty()) {
            database.sql(TOO_VARIED).param("ids", ids.toArray(Integer[]::new)).update();
        }
    }

    private static KeptProperty read(ResultSet row, int number) throws SQLException {
        return new KeptProperty(row.getInt("id"), row.getInt("event_name_id"), row.getString("key"));
    }
}
