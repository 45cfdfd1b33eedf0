/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.path;

import io.waymark.analytics.chunk.visit.WalkMemory;
import io.waymark.analytics.journey.step.BucketTakers;
import io.waymark.analytics.journey.step.People;
import java.util.Arrays;

/**
 * How many people of a bucket took each thing. Of what many took only the number is left, as nobody else has people of this
 * bucket. Immutable, and safe for use by many threads.
 */
final class TakersFigures {

    private final WalkMemory memory;
    private final BucketTakers takers;
    private int size;
    private int[] things = new int[8];
    private int[] users = new int[8];

    TakersFigures(WalkMemory memory, BucketTakers takers) {
        this.memory = memory;
        this.takers = takers.few();
        takers.tell((thing, person) -> {}, (thing, people) -> {
            if (size == things.length) {
                things = Arrays.copyOf(things, 2 * size);
                users = Arrays.copyOf(users, 2 * size);
            }
            things[size] = thing;
            users[size++] = People.size(people);
            memory.take(2L * Integer.BYTES - (long) people.length * Long.BYTES);
        });
    }

    /**
     * How many different people took some things.
     *
     * @param places the place of each thing among these; negative for none
     * @param number how many these are
     */
    long[] users(int[] places, int number) {
        long[] different = new long[number];
        People[] people = new People[number];
        takers.tell(
                (thing, person) -> {
                    int place = thing < places.length ? places[thing] : -1;
                    if (place >= 0) {
                        if (people[place] == null) {
                            people[place] = new People(memory);
                        }
                        people[place].add(person);
                    }
                },
                (thing, all) -> {});
        for (int place = 0; place < number; place++) {
            if (people[place] != null) {
                different[place] = people[place].size();
                people[place].release();
            }
        }
        for (int i = 0; i < size; i++) {
            int place = things[i] < places.length ? places[things[i]] : -1;
            if (place >= 0) {
                different[place] = users[i];
            }
        }
        return different;
    }
}
