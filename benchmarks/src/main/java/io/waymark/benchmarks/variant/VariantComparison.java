/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.variant;

import io.waymark.benchmarks.ClassPath;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What it costs to ask for a variant, beside the Java clients of Unleash, PostHog and GrowthBook deciding in the same
 * process, each in a JVM of its own: one experiment with two variants of the same weight, and 1,000 people who have been
 * asked for before. Exposures and the events that clients send about flags are off, but for {@code exposing}.
 */
final class VariantComparison {

    private static final TimeValue ROUND = TimeValue.seconds(1);

    private VariantComparison() {}

    /**
     * Runs the comparison.
     *
     * @param arguments the class path of GrowthBook's client; without it, that is left out
     */
    public static void main(String[] arguments) throws RunnerException {
        List<String> classPath = new ArrayList<>(ClassPath.entries());
        classPath.addAll(Arrays.asList(arguments));
        // What Maven runs is not on the class path that JMH hands on.
        System.setProperty("java.class.path", String.join(File.pathSeparator, classPath));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(WaymarkVariant.class.getName())
                .include(UnleashVariant.class.getName())
                .include(PostHogVariant.class.getName());
        if (arguments.length > 0) {
            options.include(GrowthBookVariant.class.getName());
        }
        Collection<RunResult> results = new Runner(options.forks(1)
                        .jvmArgsAppend("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
                        .mode(Mode.SampleTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .warmupIterations(5)
                        .warmupTime(ROUND)
                        .measurementIterations(5)
                        .measurementTime(ROUND)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        System.out.printf("%n%-28s %12s %12s %14s%n", "", "median, ns", "99 %, ns", "bytes a call");
        results.forEach(result -> print(result));
    }

    private static void print(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        String name = result.getParams().getBenchmark();
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        System.out.printf(
                Locale.ROOT,
                "%-28s %,12.0f %,12.0f %,14.1f%n",
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                time.getStatistics().getPercentile(50),
                time.getStatistics().getPercentile(99),
                bytes == null ? Double.NaN : bytes.getScore());
    }

    /** Makes sure that an SDK decides: everybody gets one of the variants, and both are given out. */
    static void expectBoth(Supplier<?> asking) {
        Set<Object> variants = new HashSet<>();
        for (int i = 0; i < People.COUNT; i++) {
            variants.add(String.valueOf(asking.get()));
        }
        if (!variants.equals(Set.of("control", "with-price"))) {
            throw new IllegalStateException("Not decided: " + variants);
        }
    }
}
