/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import static io.waymark.sample.demo.Choice.option;

import io.waymark.analytics.event.StandardProperties;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Somebody who visits the shop. Everything about a visitor follows from the day of the first visit and a number, so that
 * a later day can bring the visitor back without remembering anything.
 *
 * @param distinctId user name or visitor id
 * @param customer whether the visitor signed up
 * @param comesBack whether later days may bring the visitor back
 * @param source where the first visit came from
 * @param device what the visitor holds
 * @param intent how ready to buy, 1 on average
 */
record DemoVisitor(
        String distinctId, boolean customer, boolean comesBack, String source, String device, double intent) {

    private static final List<String> NAMES = List.of(
            "ada", "ben", "cleo", "dario", "elif", "finn", "greta", "hugo", "ines", "jona", "kaja", "leo", "mira",
            "nils", "olga", "pia", "quinn", "rosa", "sami", "tara", "ugo", "vera", "wim", "yara", "zoe");

    private static final Choice<Source> SOURCES = Choice.of(
            option(31, new Source("google", 1.0)),
            option(27, new Source("direct", 1.15)),
            option(13, new Source("instagram", 0.6)),
            option(12, new Source("newsletter", 1.7)),
            option(8, new Source("pinterest", 0.7)),
            option(5, new Source("chatgpt", 1.3)),
            option(4, new Source("houseplant-diary.example", 0.9)));

    private static final Choice<Device> DEVICES = Choice.of(
            option(58, new Device("mobile", 0.8)),
            option(36, new Device("desktop", 1.3)),
            option(6, new Device("tablet", 1.0)));

    private static final double SHARE_OF_CUSTOMERS = 0.13;
    private static final double SHARE_THAT_COMES_BACK = 0.34;

    private static final Map<String, String> CHANNELS = Map.of(
            "google", "Organic Search",
            "direct", "Direct",
            "instagram", "Organic Social",
            "pinterest", "Organic Social",
            "newsletter", "Email",
            "chatgpt", "AI Assistants");

    static DemoVisitor of(long seed, LocalDate firstDay, int number) {
        Random random = new Random(seed * 31 + firstDay.toEpochDay() * 1_000_003 + number);
        random.nextInt();
        boolean customer = random.nextDouble() < SHARE_OF_CUSTOMERS;
        boolean comesBack = random.nextDouble() < SHARE_THAT_COMES_BACK * (customer ? 2 : 1);
        Source source = SOURCES.pick(random);
        Device device = DEVICES.pick(random);
        String name = NAMES.get(random.nextInt(NAMES.size()));
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return new DemoVisitor(
                customer ? name + "-" + firstDay.toEpochDay() + "-" + number : "visitor-" + id,
                customer,
                comesBack,
                source.name(),
                device.name(),
                source.intent() * device.intent() * (customer ? 1.5 : 0.9));
    }

    /** What enrichment would make of a real visitor's request. */
    Map<String, String> context(boolean first) {
        int kind = Math.floorMod(distinctId.hashCode(), 100);
        boolean mobile = !device.equals("desktop");
        boolean apple = kind % 3 == 0;
        return Map.of(
                StandardProperties.SOURCE,
                first ? source : "direct",
                StandardProperties.CHANNEL,
                CHANNELS.getOrDefault(first ? source : "direct", "Referral"),
                StandardProperties.COUNTRY,
                kind < 46 ? "DE" : kind < 61 ? "AT" : kind < 73 ? "CH" : kind < 86 ? "NL" : kind < 94 ? "FR" : "DK",
                StandardProperties.DEVICE_TYPE,
                device.equals("mobile") ? "Mobile" : device.equals("tablet") ? "Tablet" : "Desktop",
                StandardProperties.BROWSER,
                apple ? "Safari" : kind % 7 == 0 ? "Firefox" : "Chrome",
                StandardProperties.OS,
                mobile ? apple ? "iOS" : "Android" : apple ? "Mac OS X" : "Windows");
    }

    private record Source(String name, double intent) {}

    private record Device(String name, double intent) {}
}
