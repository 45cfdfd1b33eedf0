/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.demo;

import java.util.List;
import java.util.Random;

/**
 * One of several things, some likelier than others.
 *
 * @param <T> the kind of thing
 * @param options what can be chosen
 */
record Choice<T>(List<Option<T>> options) {

    @SafeVarargs
    static <T> Choice<T> of(Option<T>... options) {
        return new Choice<>(List.of(options));
    }

    static <T> Option<T> option(double weight, T value) {
        return new Option<>(weight, value);
    }

    T pick(Random random) {
        double point = random.nextDouble()
                * options.stream().mapToDouble(Option::weight).sum();
        for (Option<T> option : options) {
            point -= option.weight();
            if (point < 0) {
                return option.value();
            }
        }
        return options.get(options.size() - 1).value();
    }

    record Option<T>(double weight, T value) {}
}
