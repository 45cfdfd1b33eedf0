/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.catalog;

/**
 * A plant for sale.
 *
 * @param slug identifies it in addresses
 * @param name its common name
 * @param latinName its botanical name
 * @param category the group it is listed under
 * @param light how much light it wants
 * @param size height when delivered
 * @param price price of one
 * @param summary one line about it
 * @param care how to look after it
 */
public record Plant(
        String slug,
        String name,
        String latinName,
        String category,
        String light,
        String size,
        Money price,
        String summary,
        String care) {

    /** {@return the address of its picture} */
    public String picture() {
        return "/img/plants/" + slug + ".svg";
    }
}
