/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement over tables that are distributed by person must not do, so that Citus can run it. Each statement that a
 * test runs is checked, once. Quoted texts and comments are not looked at.
 *
 * <p>A statement that breaks a rule fails where it is run and, as whoever runs it may take that for an outage of the
 * database, after the test class too: {@link CitusRulesExtension}.
 */
final class CitusRules {

    /**
     * The tables whose rows belong to a person, weekly parts of the event table included. Assignments to experiments are by
     * unit, and ids of people are looked up before the person is known.
     */
    private static final Pattern TABLE = Pattern.compile("[\\w\"]+\\.\"?"
            + "(event|event_\\d{8}|person|first_event|merged_person|experiment_exposure)\"?"
            + "(?![\\w\"(])");

    private static final Map<String, Pattern> FORBIDDEN = Map.of(
            "no recursive query", Pattern.compile("\\bwith\\s+recursive\\b"),
            "no grouping sets", Pattern.compile("\\bgrouping\\s+sets\\b|\\brollup\\s*\\(|\\bcube\\s*\\("),
            "no lateral subquery over events", Pattern.compile("\\blateral\\s*\\(\\s*select\\b"),
            "no MERGE", Pattern.compile("\\bmerge\\s+into\\b"),
            "no SKIP LOCKED", Pattern.compile("\\bskip\\s+locked\\b"),
            "no trigger", Pattern.compile("\\bcreate\\s+(constraint\\s+)?trigger\\b"),
            "no foreign key", Pattern.compile("\\bforeign\\s+key\\b|\\breferences\\b"),
            "no volatile function in an update",
                    Pattern.compile(
                            "^\\s*update\\b.*\\b(random|nextval|clock_timestamp|gen_random_uuid)\\s*\\(",
                            Pattern.DOTALL));

    private static final Pattern CTE = Pattern.compile("(?:\\bwith|,)\\s+(\\w+)\\s+as\\s+(?:materialized\\s+)?\\(");
    private static final Pattern WINDOW = Pattern.compile("(?:\\bover|\\bwindow\\s+\\w+\\s+as)\\s*\\(([^)]*)");
    private static final Pattern JOIN = Pattern.compile(
            "\\bjoin\\s+" + TABLE.pattern()
                    + "\\s+(?:as\\s+)?(\\w+)\\s+on\\b(.*?)(?=\\bjoin\\b|\\bwhere\\b|\\bgroup\\s+by\\b|\\border\\s+by\\b|$)",
            Pattern.DOTALL);

    /** Statements that may, each with the reason. Told by a part of the statement. */
    private static final Map<String, String> ALLOWED = Map.of(
            "row_number() over (partition by kind", "ranks groups that were counted before, a few rows",
            "row_number() over (partition by place", "ranks groups that were counted before, a few rows",
            "row_number() over (partition by key", "ranks groups that were counted before, a few rows",
            ") over () as total", "adds groups up that were counted before",
            "explain ", "is a test looking at a plan");

    private static final Set<String> GOOD = ConcurrentHashMap.newKeySet();
    private static final Queue<String> BROKEN = new ConcurrentLinkedQueue<>();

    private CitusRules() {}

    /** Fails if a statement breaks a rule. */
    static void check(String sql) {
        if (GOOD.contains(sql)) {
            return;
        }
        broken(sql).ifPresent(rule -> {
            String failure = "Citus could not run this statement, as there must be " + rule + ":\n" + sql;
            BROKEN.add(failure);
            throw new AssertionError(failure);
        });
        GOOD.add(sql);
    }

    /** {@return what has failed since this was asked last} */
    static List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (String failure = BROKEN.poll(); failure != null; failure = BROKEN.poll()) {
            failures.add(failure);
        }
        return failures;
    }

    /** The first rule that a statement breaks. */
    static Optional<String> broken(String statement) {
        String sql =
                statement.toLowerCase(Locale.ROOT).replaceAll("--[^\\n]*", " ").replaceAll("'[^']*'", "''");
        if (!TABLE.matcher(sql).find() || ALLOWED.keySet().stream().anyMatch(sql::contains)) {
            return Optional.empty();
        }
        for (Map.Entry<String, Pattern> rule : FORBIDDEN.entrySet()) {
            if (rule.getValue().matcher(sql).find()) {
                return Optional.of(rule.getKey());
            }
        }
        return brokenByReuse(sql).or(() -> brokenByWindow(sql)).or(() -> brokenByJoin(sql));
    }

    private static Optional<String> brokenByReuse(String sql) {
        Matcher cte = CTE.matcher(sql);
        while (cte.find()) {
            String body = sql.substring(cte.end(), closing(sql, cte.end()));
            long uses = Pattern.compile("\\b(from|join)\\s+" + cte.group(1) + "\\b")
                    .matcher(sql)
                    .results()
                    .count();
            boolean reads = TABLE.matcher(body).find() && body.stripLeading().startsWith("select");
            if (uses > 1 && reads && !body.contains("array_agg")) {
                return Optional.of("no CTE over events that is used more than once");
            }
        }
        return Optional.empty();
    }

    private static int closing(String sql, int from) {
        int open = 1;
        for (int i = from; i < sql.length(); i++) {
            open += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return sql.length();
    }

    private static Optional<String> brokenByWindow(String sql) {
        return WINDOW.matcher(sql).results().anyMatch(window -> !window.group(1).contains("person_id"))
                ? Optional.of("no window that is not partitioned by person")
                : Optional.empty();
    }

    private static Optional<String> brokenByJoin(String sql) {
        return JOIN.matcher(sql)
                        .results()
                        .anyMatch(join -> !Pattern.compile("person(_id)?\\b|\\b" + join.group(2) + "\\.id\\b")
                                .matcher(join.group(3))
                                .find())
                ? Optional.of("no join of people's tables without the person")
                : Optional.empty();
    }

    /** The tables, for whoever looks at the schema. */
    static final List<String> TABLES =
            List.of("event", "person", "first_event", "merged_person", "experiment_exposure");
}
