/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.json.StoredJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.IntNode;

class ProfileTests {

    private record Write(long at, String key, int kind) {}

    @RepeatedTest(200)
    void writesCountInTheOrderInWhichTheyHappened() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Write> writes = new ArrayList<>();
        for (int at = 1; at <= 12; at++) {
            boolean once = random.nextBoolean();
            String key = (once ? "once" : "set") + random.nextInt(2);
            writes.add(new Write(at, key, once ? random.nextInt(2) : 2 * random.nextInt(2)));
        }
        Map<String, Integer> expected = new TreeMap<>();
        writes.stream().sorted(Comparator.comparingLong(Write::at)).forEach(write -> {
            switch (write.kind()) {
                case 0 -> expected.put(write.key(), (int) write.at());
                case 1 -> expected.putIfAbsent(write.key(), (int) write.at());
                default -> expected.remove(write.key());
            }
        });

        Collections.shuffle(writes, random);
        Profile profile = empty();
        for (Write write : writes) {
            write(profile, write);
            write(profile, writes.get(random.nextInt(1 + writes.indexOf(write))));
            profile = new Profile(
                    profile.values(), StoredJson.parse(profile.writes().toString()));
        }

        Map<String, Integer> left = new TreeMap<>();
        profile.values()
                .properties()
                .forEach(entry -> left.put(entry.getKey(), entry.getValue().intValue()));
        assertThat(left).as("seed %d, %s", seed, writes).isEqualTo(expected);
    }

    @Test
    void whatIsSetOnceStandsAfterItWasUnset() {
        Profile profile = empty();
        profile.setOnce("plan", IntNode.valueOf(1), 10);
        profile.unset("plan", 20);
        profile.setOnce("plan", IntNode.valueOf(2), 15);
        assertThat(profile.values().has("plan")).isFalse();
        profile.setOnce("plan", IntNode.valueOf(3), 40);
        profile.setOnce("plan", IntNode.valueOf(4), 30);
        profile.setOnce("plan", IntNode.valueOf(5), 5);
        assertThat(profile.values().path("plan").intValue()).isEqualTo(4);
    }

    @Test
    void aPersonKeepsWhatTheyHaveAndGetsWhatElseTheOtherHas() {
        Profile known = empty();
        known.set("name", IntNode.valueOf(1), 10);
        known.unset("city", 10);
        Profile other = empty();
        other.set("name", IntNode.valueOf(2), 99);
        other.set("city", IntNode.valueOf(2), 99);
        other.setOnce("source", IntNode.valueOf(2), 99);

        known.absorb(other);

        assertThat(known.values().toString()).isEqualTo("{\"name\":1,\"source\":2}");
        known.setOnce("source", IntNode.valueOf(3), 98);
        assertThat(known.values().path("source").intValue()).isEqualTo(3);
    }

    @Test
    void repeatingAWriteChangesNothing() {
        Profile profile = empty();
        profile.set("name", IntNode.valueOf(1), 10);
        Profile stored = new Profile(profile.values(), profile.writes());
        stored.set("name", IntNode.valueOf(1), 10);
        stored.set("name", IntNode.valueOf(7), 9);
        stored.setOnce("name", IntNode.valueOf(7), 1);
        assertThat(stored.isChanged()).isFalse();
    }

    @Test
    void aPersonHasAtMostSoManyKeys() {
        Profile profile = empty();
        for (int i = 0; i <= Profile.MAX_KEYS; i++) {
            profile.set("key" + i, IntNode.valueOf(i), 10);
        }
        assertThat(profile.values().size()).isEqualTo(Profile.MAX_KEYS);
        profile.set("key1", IntNode.valueOf(-1), 11);
        assertThat(profile.values().path("key1").intValue()).isEqualTo(-1);
    }

    private static void write(Profile profile, Write write) {
        IntNode value = IntNode.valueOf((int) write.at());
        switch (write.kind()) {
            case 0 -> profile.set(write.key(), value, write.at());
            case 1 -> profile.setOnce(write.key(), value, write.at());
            default -> profile.unset(write.key(), write.at());
        }
    }

    private static Profile empty() {
        return new Profile(StoredJson.object(), StoredJson.object());
    }
}
