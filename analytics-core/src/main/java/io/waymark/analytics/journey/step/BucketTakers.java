/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.journey.step;

/** Who of a bucket of people took what. Immutable, and safe for use by many threads. */
public final class BucketTakers {

    private final int[] things;
    private final char[] persons;
    private final int[] thingsOfMany;
    private final long[][] bits;

    BucketTakers(int[] things, char[] persons, int[] thingsOfMany, long[][] bits) {
        this.things = things;
        this.persons = persons;
        this.thingsOfMany = thingsOfMany;
        this.bits = bits;
    }

    /** {@return the same without what many took} */
    public BucketTakers few() {
        return new BucketTakers(things, persons, new int[0], new long[0][]);
    }

    /** Is told of something that few took. */
    public interface One {

        /**
         * Somebody took it; told as often as they did.
         *
         * @param thing its number
         * @param person who: their place in the bucket
         */
        void took(int thing, int person);
    }

    /** Is told of something that many took. */
    public interface Many {

        /**
         * All of these people took it.
         *
         * @param thing its number, of which {@link One} is not told
         * @param people a bit for each person of the bucket; not to be changed
         */
        void took(int thing, long[] people);
    }

    /**
     * Tells all.
     *
     * @param one is told what few took
     * @param many is told what many took
     */
    public void tell(One one, Many many) {
        for (int time = 0; time < things.length; time++) {
            one.took(things[time], persons[time]);
        }
        for (int place = 0; place < bits.length; place++) {
            many.took(thingsOfMany[place], bits[place]);
        }
    }
}
