/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledShopIT {

    @TempDir
    private Path folder;

    @Test
    void aShopThatWasKilledOpensAgainWithItsData() throws Exception {
        String order;
        try (ShopProcess shop = ShopProcess.start(folder)) {
            Customer customer = new Customer(shop.address());
            customer.open("/plants/aloe");
            customer.submit("/cart/aloe", Map.of());
            customer.open("/checkout");
            order = customer.submit(
                            "/checkout",
                            Map.of(
                                    "fullName",
                                    "Kim",
                                    "email",
                                    "kim@example.org",
                                    "address",
                                    "here",
                                    "payment",
                                    "INVOICE"))
                    .uri()
                    .getPath();
            shop.kill();
        }

        assertThat(folder.resolve("postgres/postmaster.pid")).exists();
        try (ShopProcess shop = ShopProcess.start(folder)) {
            assertThat(new Customer(shop.address()).open(order).body()).contains("Thank you, <span>Kim</span>");
        }
    }

    @Test
    void aShopThatIsStoppedStopsItsDatabase() throws Exception {
        try (ShopProcess shop = ShopProcess.start(folder)) {
            shop.address();
        }

        assertThat(folder.resolve("postgres/PG_VERSION")).exists();
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }
}
