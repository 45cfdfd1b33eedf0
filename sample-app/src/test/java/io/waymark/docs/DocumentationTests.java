/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.sample.SampleProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentationTests {

    private static final String LINK = "\\]\\(([^)\\s]+)\\)";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String PROPERTY = "(?m)(?:^|--|\\s)((?:analytics|sample)\\.[a-z0-9.-]+[a-z0-9])(?=[=\\s`…]|$)";
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N} _-]");

    static Stream<Path> documents() {
        return Documents.all();
    }

    @Test
    void thereAreDocuments() {
        assertThat(Documents.all().map(path -> path.getFileName().toString()))
                .contains("README.md", "tracking.md", "counting.md", "configuration.md");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) {
        for (String link : Documents.find(LINK, Documents.withoutCode(document))) {
            if (link.startsWith("http")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? document
                    : document.resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s in %s", link, document).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as("%s in %s", link, document).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentIsReachableFromTheReadme(Path document) {
        if (document.getParent().endsWith("docs")) {
            assertThat(Documents.text(Documents.root().resolve("README.md")))
                    .contains("(docs/" + document.getFileName() + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void javaStandsInASourceFileToo(Path document) throws IOException {
        String sources = sources();
        for (String block : Documents.code(document, "java")) {
            assertThat(sources).as("%s", document).contains(squeezed(block));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void propertiesAndMetersExist(Path document) throws IOException {
        Set<String> known = properties();
        known.addAll(meters());
        String named = String.join("\n", Documents.find("`([^`\\n]+)`", Documents.text(document)))
                + "\n"
                + String.join("\n", Documents.code(document, "sh"));
        assertThat(Documents.find(PROPERTY, named))
                .as("%s", document)
                .filteredOn(name -> !known.contains(name))
                .isEmpty();
    }

    private static List<String> anchors(Path document) {
        return Documents.find("(?m)^#+ (.+)$", Documents.withoutCode(document)).stream()
                .map(title -> WORD.matcher(title.toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-'))
                .toList();
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Documents.root().resolve("sample-app/src"))) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .map(Documents::text)
                    .map(DocumentationTests::squeezed)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ")
                .replaceAll("(?<=[(,.]) | (?=[).])", "")
                .strip();
    }

    private static List<String> meters() throws IOException {
        Path folder = Documents.root()
                .resolve("analytics-spring-boot-starter/src/main/java/io/waymark/analytics/autoconfigure/actuate");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("Metrics.java"))
                    .flatMap(file -> Documents.find("\"(analytics\\.[a-z.]+)\"", Documents.text(file)).stream())
                    .toList();
        }
    }

    private static Set<String> properties() throws IOException {
        Stream<String> ofTheSample = Arrays.stream(SampleProperties.class.getRecordComponents())
                .map(component -> "sample." + DataObjectPropertyName.toDashedForm(component.getName()));
        Stream<String> ofLibraries =
                Collections.list(DocumentationTests.class.getClassLoader().getResources(METADATA)).stream()
                        .map(DocumentationTests::read)
                        .flatMap(metadata -> metadata.path("properties").valueStream())
                        .map(property -> property.path("name").asString());
        return Stream.concat(ofTheSample, ofLibraries).collect(Collectors.toCollection(HashSet::new));
    }

    private static JsonNode read(URL metadata) {
        try (InputStream in = metadata.openStream()) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
