/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The plants for sale. */
@Repository
public class Plants {

    private static final String ALL = "select * from plant order by popularity desc, slug";

    private static final String FEATURED = "select * from plant order by popularity desc, slug limit :limit";

    private static final String BY_SLUG = "select * from plant where slug = :slug";

    private static final String CATEGORIES = "select category from plant group by category order by min(position)";

    private static final String SEARCH = """
            select * from plant
            where (:category = '' or category = :category)
              and (:query = '' or strpos(lower(concat_ws(' ', name, latin_name, category, summary)), lower(:query)) > 0)
            order by popularity desc, slug
            """;

    private final JdbcClient jdbc;

    Plants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** {@return every plant, most popular first} */
    public List<Plant> all() {
        return jdbc.sql(ALL).query(Plants::plant).list();
    }

    List<Plant> featured(int limit) {
        return jdbc.sql(FEATURED).param("limit", limit).query(Plants::plant).list();
    }

    List<String> categories() {
        return jdbc.sql(CATEGORIES).query(String.class).list();
    }

    List<Plant> search(String query, String category) {
        return jdbc.sql(SEARCH)
                .param("query", query)
                .param("category", category)
                .query(Plants::plant)
                .list();
    }

    /**
     * Finds a plant.
     *
     * @param slug identifies it
     * @return the plant, empty when there is none
     */
    public Optional<Plant> find(String slug) {
        return jdbc.sql(BY_SLUG).param("slug", slug).query(Plants::plant).optional();
    }

    private static Plant plant(ResultSet row, int number) throws SQLException {
        return new Plant(
                row.getString("slug"),
                row.getString("name"),
                row.getString("latin_name"),
                row.getString("category"),
                row.getString("light"),
                row.getString("size"),
                new Money(row.getLong("price_cents")),
                row.getString("summary"),
                row.getString("care"));
    }
}
