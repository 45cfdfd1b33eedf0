/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTests {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0",
        "::ffff:203.0.113.77, 203.0.113.0",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1::",
        "2001:db8::1, 2001:db8::",
        "fe80::1%eth0, fe80::",
    })
    void cutsTheLastOctetOrTheLast80Bits(String address, String cut) {
        assertThat(IpAddresses.cut(Objects.requireNonNull(IpAddresses.parse(address))))
                .isEqualTo(cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "example.com", "1.2.3", "1.2.3.4.5", "1.2.3.4:80", "256.1.1.1", "::g"})
    void asksNobodyWhatANameMeans(String text) {
        assertThat(IpAddresses.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
    })
    void rangesHoldWhatBeginsWithTheSameBits(String range, String address, boolean contained) {
        assertThat(IpRange.parse(range).contains(Objects.requireNonNull(IpAddresses.parse(address))))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "2001:db8::/129"})
    void refusesWhatIsNoRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpRange.parse(text))
                .withMessageContaining("'" + text);
    }

    @Test
    void knowsCountriesFromWhatProxiesSayOtherwise() {
        assertThat(CountryCode.of("it")).isEqualTo("IT");
        assertThat(CountryCode.of("XX")).isNull();
        assertThat(CountryCode.of("T1")).isNull();
        assertThat(CountryCode.of("")).isNull();
        assertThat(CountryCode.of(null)).isNull();
    }
}
