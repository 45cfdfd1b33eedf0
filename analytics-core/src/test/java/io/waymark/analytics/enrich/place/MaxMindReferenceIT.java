/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.ReferenceData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class MaxMindReferenceIT {

    static List<Path> databases() {
        return ReferenceData.files("lists/maxmind", "*.mmdb");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void findsTheCountryOfEachNetwork(Path database) throws IOException {
        Path source = database.resolveSibling(database.getFileName().toString().replace(".mmdb", ".json"));
        try (MaxMindCountries countries = new MaxMindCountries(database)) {
            ReferenceData.json(source)
                    .forEach(part -> part.properties().forEach(network -> {
                        String first =
                                network.getKey().substring(0, network.getKey().indexOf('/'));
                        JsonNode code = network.getValue().path("country").path("iso_code");
                        assertThat(countries.of(Objects.requireNonNull(
                                        IpAddresses.parse(first.replace("::ffff:0:", "::ffff:")))))
                                .as(network.getKey())
                                .isEqualTo(code.isString() ? code.stringValue() : null);
                    }));
            assertThat(countries.of(Objects.requireNonNull(IpAddresses.parse("127.0.0.1"))))
                    .isNull();
        }
    }
}
