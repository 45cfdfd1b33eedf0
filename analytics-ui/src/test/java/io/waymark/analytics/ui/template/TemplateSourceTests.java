/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.ui.view.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplateSourceTests {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void everyTextThatIsAskedForByNameIsInTheBundle() throws IOException {
        Set<String> asked = all("\\b(?:ui\\.t|messages\\.text)\\(\"([a-zA-Z0-9.]*[a-zA-Z0-9])\"[,)]");

        assertThat(asked).isNotEmpty();
        assertThat(new Messages().keys()).containsAll(asked);
    }

    @Test
    void everyTextOfTheBundleIsAskedFor() throws IOException {
        String sources = text(TEMPLATES) + text(SOURCES);

        assertThat(new Messages().keys())
                .allSatisfy(key -> assertThat(isAskedFor(key, sources)).as(key).isTrue());
    }

    @Test
    void iconsThatAreUsedAreDefinedAndNoOthers() throws IOException {
        Set<String> defined = all("<symbol id=\"i-([a-z0-9-]+)\"");
        String sources = text(TEMPLATES) + text(SOURCES);

        assertThat(all("icon\\(name = \"([a-z0-9-]+)\"")).isSubsetOf(defined);
        assertThat(defined).allSatisfy(icon -> assertThat(sources).contains("\"" + icon + "\""));
    }

    @Test
    void nothingNeedsInlineScriptsOrStyles() throws IOException {
        String templates = text(TEMPLATES);

        assertThat(templates).doesNotContain(" style=", " onclick=", " onload=", "<style", "javascript:", "$unsafe");
        assertThat(Pattern.compile("<script(?! type=\"application/json\"| src=)")
                        .matcher(templates)
                        .find())
                .isFalse();
    }

    /** Literally, by the beginning of its name, or as the explanation of a notice. */
    private static boolean isAskedFor(String key, String sources) {
        if (sources.contains("\"" + key + "\"")) {
            return true;
        }
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            if (sources.contains("\"" + key.substring(0, dot + 1) + "\"")) {
                return true;
            }
        }
        return key.endsWith(".detail") && isAskedFor(key.substring(0, key.length() - ".detail".length()), sources);
    }

    private static Set<String> all(String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(text(TEMPLATES) + text(SOURCES));
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String text(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file)).append('\n');
            }
        }
        return text.toString();
    }
}
