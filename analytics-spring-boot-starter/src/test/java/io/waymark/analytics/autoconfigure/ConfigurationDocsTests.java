/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the configuration reference against the metadata of the properties. {@code -Ddocs.update=true} writes it anew.
 */
class ConfigurationDocsTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path REFERENCE = Path.of("../docs/configuration.md");

    @Test
    void theReferenceSaysWhatThePropertiesAre() throws IOException {
        String reference = reference();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(REFERENCE, reference);
        }
        assertThat(Files.readString(REFERENCE))
                .as("docs/configuration.md is stale; write it anew with "
                        + "./mvnw -pl analytics-spring-boot-starter -am test -Dtest=ConfigurationDocsTests "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true")
                .isEqualTo(reference);
    }

    @Test
    void everyPropertyIsDescribed() throws IOException {
        properties()
                .values()
                .forEach(property -> assertThat(property.path("description").stringValue(""))
                        .as(property.path("name").stringValue())
                        .endsWith("."));
    }

    private static String reference() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Configuration

                Every property, as it can stand in `application.properties` or, in the usual other spellings, elsewhere.
                This page is generated from the metadata that also completes properties in an editor.

                """);
        text.append("| Property | Default | Meaning |\n|---|---|---|\n");
        for (JsonNode property : properties().values()) {
            text.append("| `")
                    .append(property.path("name").stringValue())
                    .append("` | ")
                    .append(defaultOf(property))
                    .append(" | ")
                    .append(property.path("description").stringValue("").replace("|", "\\|"))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static Map<String, JsonNode> properties() throws IOException {
        Map<String, JsonNode> properties = new TreeMap<>();
        JSON.readTree(Files.readString(METADATA))
                .path("properties")
                .forEach(property -> properties.put(property.path("name").stringValue(), property));
        return properties;
    }

    /** The default is taken from the object that properties are bound to, so that it is the one that holds. */
    private static String defaultOf(JsonNode property) {
        Object value = property.path("sourceType").stringValue("").endsWith("Properties")
                ? boundDefault(
                        property.path("sourceType").stringValue(),
                        property.path("name").stringValue())
                : property.path("defaultValue").asString();
        String text = value == null ? "" : format(value);
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static Object boundDefault(String type, String name) {
        try {
            Object properties = BeanUtils.instantiateClass(Class.forName(type));
            return PropertyAccessorFactory.forBeanPropertyAccess(properties).getPropertyValue(fieldOf(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fieldOf(String name) {
        StringBuilder field = new StringBuilder();
        for (String word : name.substring(name.lastIndexOf('.') + 1).split("-")) {
            field.append(field.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return field.toString();
    }

    private static String format(Object value) {
        if (value instanceof Duration duration) {
            return duration.isZero() ? "0" : duration(duration);
        }
        if (value instanceof DataSize size) {
            return size.toMegabytes() * 1024 * 1024 == size.toBytes()
                    ? size.toMegabytes() + "MB"
                    : size.toKilobytes() + "KB";
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
    }

    private static String duration(Duration duration) {
        if (duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + "d";
        }
        if (duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
            return duration.toMinutes() + "m";
        }
        boolean whole = duration.equals(Duration.ofSeconds(duration.toSeconds()));
        return DurationStyle.SIMPLE.print(duration, whole ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
    }
}
