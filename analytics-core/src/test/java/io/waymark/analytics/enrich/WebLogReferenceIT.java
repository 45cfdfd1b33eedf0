/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.analytics.ReferenceData;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.enrich.list.ListFile;
import io.waymark.analytics.enrich.source.Referrer;
import io.waymark.analytics.enrich.source.ReferrerKind;
import io.waymark.analytics.enrich.source.Referrers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class WebLogReferenceIT {

    private static final Pattern COMBINED = Pattern.compile(
            "(\\S+) (\\S+) (\\S+) \\[([^\\]]+)\\] \"([^\"]*)\" (\\d{3}) (\\d+|-) \"([^\"]*)\" \"([^\"]*)\"");
    private static final Pattern ASSET = Pattern.compile(
            ".*\\.(css|js|png|jpe?g|gif|ico|svg|woff2?|ttf|eot|map|bmp|webp|xbm|mpe?g|wav|avi|mp3|mp4)",
            Pattern.CASE_INSENSITIVE);

    private final Bots bots = new Bots(ListFile.BOTS.lines());
    private final Bots all = Bots.listed();

    static List<Path> logs() throws IOException {
        return ReferenceData.files("weblogs", "*.gz").stream()
                .filter(log -> lines(log).stream()
                        .anyMatch(line -> COMBINED.matcher(line).matches()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void findsTheBotsAndSourcesOfAnAccessLog(Path log) {
        String name = log.getFileName().toString().replace(".gz", "");
        JsonNode expected =
                ReferenceData.json(ReferenceData.root().resolve("expected").resolve("weblog_" + name + ".json"));
        String host = ownHost(lines(log));
        Referrers referrers = new Referrers(Set.of(host));
        Map<String, Long> sources = new TreeMap<>();
        Map<ReferrerKind, Map<String, Long>> names = new HashMap<>();
        Set<String> botAgents = new HashSet<>();
        long botRequests = 0;
        for (String line : lines(log)) {
            Matcher match = COMBINED.matcher(line);
            if (!match.matches()) {
                continue;
            }
            String agent = match.group(9);
            assertThat(all.find(agent) != null).as(agent).isEqualTo(bots.find(agent) != null);
            if (bots.find(agent) != null) {
                botRequests++;
                botAgents.add(agent);
            } else if (isPageView(match)) {
                Referrer referrer = referrers.classify(match.group(8), null);
                sources.merge(source(referrer.kind()), 1L, Long::sum);
                names.computeIfAbsent(referrer.kind(), none -> new TreeMap<>())
                        .merge(String.valueOf(referrer.name()), 1L, Long::sum);
            }
        }
        assertThat(botRequests).isEqualTo(expected.get("bot_requests").longValue());
        assertThat(botAgents).hasSize(expected.get("bot_user_agents").intValue());
        assertThat(sources).isEqualTo(counts(expected.get("page_views_by_source")));
        assertThat(names.getOrDefault(ReferrerKind.SEARCH, Map.of())).isEqualTo(counts(expected.get("search_engines")));
        assertThat(names.getOrDefault(ReferrerKind.SOCIAL, Map.of()))
                .isEqualTo(counts(expected.get("social_networks")));
    }

    /** The reference knows fewer kinds. */
    private static String source(ReferrerKind kind) {
        return switch (kind) {
            case EMAIL, AI_ASSISTANT, REFERRAL -> "other";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private static boolean isPageView(Matcher line) {
        String[] request = line.group(5).split(" ");
        if (request.length < 2 || !request[0].equals("GET") || !line.group(6).matches("2..|304")) {
            return false;
        }
        String path = request[1].replaceFirst("[?#].*", "");
        return path.startsWith("/")
                && !path.equals("/robots.txt")
                && !ASSET.matcher(path).matches();
    }

    /** The log does not name its host: most referrers are pages of it. */
    private static String ownHost(List<String> lines) {
        Map<String, Long> hosts = new HashMap<>();
        Referrers none = new Referrers(Set.of());
        for (String line : lines) {
            Matcher match = COMBINED.matcher(line);
            if (match.matches()) {
                String name = none.classify(match.group(8), null).name();
                hosts.merge(name == null ? "" : name, 1L, Long::sum);
            }
        }
        hosts.remove("");
        return hosts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static Map<String, Long> counts(JsonNode node) {
        Map<String, Long> counts = new TreeMap<>();
        node.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().longValue()));
        return counts;
    }

    private static List<String> lines(Path log) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.ISO_8859_1))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
