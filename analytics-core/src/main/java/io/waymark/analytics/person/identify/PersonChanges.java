/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.person.identify;

import io.waymark.analytics.AppId;
import io.waymark.analytics.json.StoredJson;
import io.waymark.analytics.person.NobodyIds;
import io.waymark.analytics.person.PersonIds;
import io.waymark.analytics.store.AnalyticsDatabase;
import io.waymark.analytics.store.StorableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what events say of their people, in the transaction that stores the events.
 *
 * <ol>
 *   <li>Before the writers' lock it is asked whether anybody is to be merged. Two ids that are one person stay so, and a
 *       refused merge stays refused: who only repeats these can share the lock.
 *   <li>Under the lock, to itself if so, {@link #link} decides who is who and re-points ids; events are not rewritten.
 *   <li>When the events are stored, {@link #setProperties} writes what they say of their people.
 * </ol>
 *
 * Merges of the whole cluster happen one after the other by that lock, so no two of them can cross.
 */
public final class PersonChanges {

    private final PersonIds ids;
    private final LinkRows rows;
    private final ProfileRows profiles;
    private final int maxIdLength;

    /**
     * Changes people.
     *
     * @param database where they are
     * @param maxIdLength how many characters a distinct id may have
     */
    public PersonChanges(AnalyticsDatabase database, int maxIdLength) {
        this.ids = new PersonIds(database);
        this.rows = new LinkRows(database);
        this.profiles = new ProfileRows(database);
        this.maxIdLength = maxIdLength;
    }

    /**
     * Tells whether changes may make ids one person that are not yet.
     *
     * @param app the app
     * @param changes the changes, in order
     * @return whether {@link #link} needs the writers' lock to itself
     */
    public boolean needsLockAlone(AppId app, List<PersonChange> changes) {
        List<PersonChange> links =
                changes.stream().filter(change -> other(change) != null).toList();
        if (links.isEmpty()) {
            return false;
        }
        Map<String, Integer> people = ids.find(app, idsIn(links));
        Set<Integer> known = rows.known(people.values());
        return !links.stream().allMatch(link -> {
            Integer own = people.get(link.distinctId());
            Integer other = people.get(link.otherId());
            return own != null && other != null && (own.equals(other) || known.contains(other));
        });
    }

    /**
     * Decides who is who. Runs under the writers' lock.
     *
     * @param app the app
     * @param changes the changes, in order
     * @return of each change in order, why its two ids are not one person, or {@code null}
     */
    public List<@Nullable Refusal> link(AppId app, List<PersonChange> changes) {
        List<@Nullable Refusal> refusals = new ArrayList<>();
        if (changes.stream().noneMatch(PersonChange::identifies)) {
            changes.forEach(change -> refusals.add(null));
            return refusals;
        }
        Set<String> named =
                idsIn(changes.stream().filter(PersonChange::identifies).toList());
        Map<String, Integer> people = new HashMap<>(ids.find(app, named));
        Linking links = new Linking(people, rows.known(people.values()));
        for (PersonChange change : changes) {
            refusals.add(change.identifies() ? link(links, change) : null);
        }
        rows.store(app, links);
        if (!links.merged().isEmpty()) {
            Map<Integer, Integer> merged = links.merged();
            rows.merge(app, merged);
            profiles.absorb(merged);
        }
        return refusals;
    }

    private @Nullable Refusal link(Linking links, PersonChange change) {
        String other = other(change);
        Refusal refusal = links.link(change.distinctId(), other);
        return other == null && change.otherId() != null ? Refusal.NO_ID : refusal;
    }

    private @Nullable String other(PersonChange change) {
        String other = change.otherId();
        return other == null
                        || other.isBlank()
                        || other.codePointCount(0, other.length()) > maxIdLength
                        || !StorableText.test(other)
                        || NobodyIds.contains(other)
                ? null
                : other;
    }

    private Set<String> idsIn(List<PersonChange> changes) {
        Set<String> named = new TreeSet<>();
        for (PersonChange change : changes) {
            named.add(change.distinctId());
            String other = other(change);
            if (other != null) {
                named.add(other);
            }
        }
        return named;
    }

    /**
     * Writes properties of people.
     *
     * @param changes what events say, in order, by the number of their person
     */
    public void setProperties(Map<Integer, List<PersonChange>> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<Integer, Profile> stored = profiles.load(changes.keySet());
        stored.forEach((person, profile) ->
                Objects.requireNonNull(changes.get(person)).forEach(change -> write(change, profile)));
        profiles.save(stored);
    }

    private void write(PersonChange change, Profile profile) {
        long at = change.at().toEpochMilli();
        StoredJson.write(change.set()).properties().forEach(entry -> profile.set(entry.getKey(), entry.getValue(), at));
        StoredJson.write(change.setOnce())
                .properties()
                .forEach(entry -> profile.setOnce(entry.getKey(), entry.getValue(), at));
        change.unset().forEach(key -> profile.unset(String.valueOf(key), at));
    }
}
