/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.order;

import io.waymark.analytics.annotation.TrackEvent;
import io.waymark.sample.cart.Cart;
import io.waymark.sample.cart.CartLine;
import io.waymark.sample.catalog.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The orders that were placed. */
@Repository
public class Orders {

    private static final String INSERT = """
            insert into customer_order (reference, user_name, full_name, email, address, payment, total_cents)
            values (:reference, :userName, :fullName, :email, :address, :payment, :total)
            returning id
            """;

    private static final String INSERT_LINE = """
            insert into order_line (order_id, slug, name, quantity, price_cents)
            values (:order, :slug, :name, :quantity, :price)
            """;

    private static final String BY_REFERENCE = "select * from customer_order where reference = :reference";

    private static final String BY_USER = "select * from customer_order where user_name = :userName order by id desc";

    private static final String LINES = "select * from order_line where order_id = :order order by slug";

    private final JdbcClient jdbc;

    Orders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores an order over everything in a cart.
     *
     * @param cart what is bought
     * @param form who buys it, and how it is paid
     * @param userName the login of the customer; {@code null} for a guest
     * @return the stored order
     */
    @Transactional
    @TrackEvent(
            type = OrderPlaced.class,
            properties = {"amount=#result.total.euros", "items=#result.quantity()", "payment=#form.payment"})
    public Order place(Cart cart, CheckoutForm form, @Nullable String userName) {
        UUID reference = UUID.randomUUID();
        long number = jdbc.sql(INSERT)
                .param("reference", reference)
                .param("userName", userName)
                .param("fullName", form.fullName())
                .param("email", form.email())
                .param("address", form.address())
                .param("payment", form.payment().name())
                .param("total", cart.total().cents())
                .query(Long.class)
                .single();
        for (CartLine line : cart.lines()) {
            jdbc.sql(INSERT_LINE)
                    .param("order", number)
                    .param("slug", line.slug())
                    .param("name", line.name())
                    .param("quantity", line.quantity())
                    .param("price", line.price().cents())
                    .update();
        }
        return find(reference).orElseThrow();
    }

    Optional<Order> find(UUID reference) {
        return jdbc.sql(BY_REFERENCE)
                .param("reference", reference)
                .query(this::order)
                .optional();
    }

    /**
     * Lists what a customer bought.
     *
     * @param userName the customer
     * @return the orders, latest first
     */
    public List<Order> of(String userName) {
        return jdbc.sql(BY_USER).param("userName", userName).query(this::order).list();
    }

    private Order order(ResultSet row, int number) throws SQLException {
        return new Order(
                row.getLong("id"),
                row.getObject("reference", UUID.class),
                row.getString("full_name"),
                row.getString("email"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                new Money(row.getLong("total_cents")),
                lines(row.getLong("id")));
    }

    private List<Order.Line> lines(long order) {
        return jdbc.sql(LINES)
                .param("order", order)
                .query((row, number) -> new Order.Line(
                        row.getString("slug"),
                        row.getString("name"),
                        row.getInt("quantity"),
                        new Money(row.getLong("price_cents"))))
                .list();
    }
}
