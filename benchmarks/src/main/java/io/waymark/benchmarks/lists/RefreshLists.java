/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks.lists;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Writes the lists of crawlers and referrers that ship in analytics-core anew, from the files of the projects that keep
 * them. Arguments: a folder that holds clones of {@code monperrus/crawler-user-agents},
 * {@code matomo-org/searchengine-and-social-list} and {@code matomo-org/referrer-spam-list}, and the folder to write to.
 */
public final class RefreshLists {

    private static final String REFERRERS = "searchengine-and-social-list";

    private final Path clones;
    private final Path lists;

    private RefreshLists(Path clones, Path lists) {
        this.clones = clones;
        this.lists = lists;
    }

    /**
     * Writes the lists.
     *
     * @param arguments the folder of the clones, and that of the lists
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        RefreshLists refresh = new RefreshLists(Path.of(arguments[0]), Path.of(arguments[1]));
        refresh.bots();
        refresh.spam();
        refresh.searchEngines();
        refresh.hosts("Socials.yml", "social-networks.txt");
        refresh.hosts("AIAssistants.yml", "ai-assistants.txt");
    }

    private void bots() throws IOException {
        String project = "crawler-user-agents";
        List<String> lines = new ArrayList<>();
        // JSON is YAML, too.
        if (read(clones.resolve(project).resolve("crawler-user-agents.json")) instanceof List<?> bots) {
            bots.forEach(bot -> lines.add(String.valueOf(((Map<?, ?>) bot).get("pattern"))));
        }
        write("bots.txt", project + ", MIT license: see bots.LICENSE", lines);
    }

    private void spam() throws IOException {
        String project = "referrer-spam-list";
        List<String> hosts = Files.readAllLines(clones.resolve(project).resolve("spammers.txt"));
        write("referrer-spam.txt", project + ", public domain", hosts);
    }

    private void searchEngines() throws IOException {
        List<String> lines = new ArrayList<>();
        map("SearchEngines.yml").forEach((name, groups) -> {
            List<String> hosts = new ArrayList<>();
            for (Object group : (List<?>) groups) {
                if (((Map<?, ?>) group).get("urls") instanceof List<?> urls) {
                    urls.forEach(url -> hosts.add((String) url));
                }
            }
            lines.add(line(name, hosts));
        });
        write("search-engines.txt", REFERRERS + ", CC0 1.0", lines);
    }

    private void hosts(String from, String to) throws IOException {
        List<String> lines = new ArrayList<>();
        map(from).forEach((name, hosts) -> lines.add(line(name, (List<?>) hosts)));
        write(to, REFERRERS + ", CC0 1.0", lines);
    }

    private static String line(Object name, List<?> hosts) {
        String decoded = URLDecoder.decode(name.toString().replace("+", "%2B"), StandardCharsets.UTF_8);
        return decoded + "\t"
                + String.join(" ", hosts.stream().map(Object::toString).toList());
    }

    private Map<?, ?> map(String file) throws IOException {
        return (Map<?, ?>) read(clones.resolve(REFERRERS).resolve(file));
    }

    private static Object read(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try (InputStream in = Files.newInputStream(file)) {
            return new Yaml(new SafeConstructor(options)).load(in);
        }
    }

    private void write(String file, String origin, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>();
        all.add("# Written by RefreshLists from " + origin + "; see README.md.");
        lines.stream().filter(line -> !line.isBlank()).forEach(all::add);
        Files.write(lists.resolve(file), all);
    }
}
