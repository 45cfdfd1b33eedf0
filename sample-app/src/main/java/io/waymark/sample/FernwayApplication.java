/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the shop. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FernwayApplication {

    /**
     * Starts the shop.
     *
     * @param args properties as {@code --name=value}; {@code --import=file.csv.gz} imports events after the start
     */
    public static void main(String[] args) {
        SpringApplication.run(FernwayApplication.class, args);
    }
}
