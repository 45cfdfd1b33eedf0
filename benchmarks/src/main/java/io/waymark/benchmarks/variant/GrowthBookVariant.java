/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.variant;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * GrowthBook's client for many users, without callbacks and with its definitions loaded once. It is not in Maven Central,
 * so it is called by a method handle, which takes some nanoseconds more; its jar comes from the command line.
 */
@NullUnmarked
@State(Scope.Benchmark)
public class GrowthBookVariant {

    private static final String CLIENT = "growthbook.sdk.java.multiusermode.GrowthBookClient";
    private static final String CONFIGURATION = "growthbook.sdk.java.multiusermode.configurations.";
    private static final String DEFINITIONS = """
            {"status": 200, "features": {"checkout-button": {"defaultValue": "control", "rules": [
              {"key": "checkout-button", "hashAttribute": "id", "hashVersion": 2, "coverage": 1,
               "variations": ["control", "with-price"], "weights": [0.5, 0.5]}]}}}
            """;

    private Definitions definitions;
    private Object client;
    private MethodHandle value;
    private People<Object> people;

    /**
     * Starts the client.
     *
     * @throws IOException if its server cannot be started
     * @throws ReflectiveOperationException if the client is of another version
     */
    @Setup(Level.Trial)
    public void start() throws IOException, ReflectiveOperationException {
        definitions = new Definitions(DEFINITIONS);
        Class<?> type = Class.forName(CLIENT);
        Class<?> options = Class.forName(CONFIGURATION + "Options");
        Object builder = options.getMethod("builder").invoke(null);
        call(builder, "apiHost", String.class, definitions.url());
        call(builder, "clientKey", String.class, "sdk-benchmark");
        call(builder, "isCacheDisabled", Boolean.class, true);
        call(builder, "swrTtlSeconds", Integer.class, 3_600);
        client = type.getConstructor(options)
                .newInstance(builder.getClass().getMethod("build").invoke(builder));
        if (!(Boolean) type.getMethod("initialize").invoke(client)) {
            throw new IllegalStateException("The client has not got its features");
        }
        Class<?> user = Class.forName(CONFIGURATION + "UserContext");
        people = new People<>(id -> user(user, id));
        value = MethodHandles.publicLookup()
                .findVirtual(
                        type,
                        "getFeatureValue",
                        MethodType.methodType(Object.class, String.class, Object.class, Class.class, user))
                .bindTo(client)
                .asType(MethodType.methodType(Object.class, String.class, Object.class, Class.class, Object.class));
        VariantComparison.expectBoth(this::asking);
    }

    private static Object user(Class<?> type, String id) {
        try {
            Object builder = type.getMethod("builder").invoke(null);
            call(builder, "attributesJson", String.class, "{\"id\": \"" + id + "\"}");
            Method build = builder.getClass().getMethod("build");
            return build.invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void call(Object builder, String method, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        builder.getClass().getMethod(method, type).invoke(builder, argument);
    }

    /**
     * Stops the client.
     *
     * @throws ReflectiveOperationException if the client is of another version
     */
    @TearDown(Level.Trial)
    public void stop() throws ReflectiveOperationException {
        client.getClass().getMethod("shutdown").invoke(client);
        definitions.close();
    }

    /** {@return the variant} */
    @Benchmark
    public Object asking() {
        try {
            return (Object) value.invokeExact(Definitions.KEY, (Object) "none", String.class, people.next());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
