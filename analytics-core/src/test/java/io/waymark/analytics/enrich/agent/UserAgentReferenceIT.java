/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

class UserAgentReferenceIT {

    private final Parser parser = new Parser();
    private final UapUserAgents agents = new UapUserAgents();

    @Test
    void knowsEveryBrowserThatTheParserKnows() throws IOException {
        check(
                "test_ua.yaml",
                agent -> {
                    UserAgent parsed = parser.parseUserAgent(agent);
                    return new Name(parsed.family, blankToNull(parsed.major));
                },
                agent -> {
                    Agent ours = agents.describe(agent);
                    return new Name(orOther(ours.browser()), ours.browserVersion());
                },
                test -> new Name(test.get("family"), blankToNull(test.get("major"))));
    }

    @Test
    void knowsEverySystemThatTheParserKnows() throws IOException {
        check(
                "test_os.yaml",
                agent -> {
                    OS parsed = parser.parseOS(agent);
                    return new Name(parsed.family, version(parsed.major, parsed.minor));
                },
                agent -> {
                    Agent ours = agents.describe(agent);
                    return new Name(orOther(ours.os()), ours.osVersion());
                },
                test -> new Name(test.get("family"), version(test.get("major"), test.get("minor"))));
    }

    private static void check(
            String file,
            Function<String, Name> theirs,
            Function<String, Name> ours,
            Function<Map<String, String>, Name> expected)
            throws IOException {
        int theirsRight = 0;
        int oursRight = 0;
        for (Map<String, String> test : tests(file)) {
            String agent = test.get("user_agent_string");
            boolean theyAreRight = theirs.apply(agent).equals(expected.apply(test));
            boolean weAreRight = ours.apply(agent).equals(expected.apply(test));
            if (theyAreRight) {
                assertThat(weAreRight).as(agent).isTrue();
            }
            theirsRight += theyAreRight ? 1 : 0;
            oursRight += weAreRight ? 1 : 0;
        }
        assertThat(theirsRight).isPositive();
        assertThat(oursRight).isGreaterThanOrEqualTo(theirsRight);
    }

    private static List<Map<String, String>> tests(String file) throws IOException {
        Path path = ReferenceData.root().resolve("lists").resolve("uap").resolve(file);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        Map<String, List<Map<String, Object>>> root =
                new Yaml(new SafeConstructor(options)).load(Files.readString(path));
        List<Map<String, String>> tests = new ArrayList<>();
        root.get("test_cases").forEach(test -> {
            Map<String, String> texts = new LinkedHashMap<>();
            test.forEach((key, value) -> texts.put(key, Objects.toString(value, null)));
            tests.add(texts);
        });
        return tests;
    }

    private static String version(String major, String minor) {
        String first = blankToNull(major);
        String second = blankToNull(minor);
        return first == null || second == null ? first : first + "." + second;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String orOther(String family) {
        return family == null ? "Other" : family;
    }

    private record Name(String family, String version) {}
}
