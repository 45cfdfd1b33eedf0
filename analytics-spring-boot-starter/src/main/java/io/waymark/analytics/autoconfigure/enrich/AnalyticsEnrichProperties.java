/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.enrich;

import io.waymark.analytics.enrich.EnrichSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of what is derived from the context of events. */
@ConfigurationProperties("analytics.enrich")
public class AnalyticsEnrichProperties implements EnrichSettings {

    /** Whether events of bots and spam referrers are kept, marked by the property $bot, instead of dropped. */
    private boolean keepBots;

    /**
     * Hosts of the application, each with all hosts below it: links between them are not referrers. The host of the
     * page itself always is one.
     */
    private List<String> ownHosts = new ArrayList<>();

    private final Country country = new Country();

    public boolean isKeepBots() {
        return keepBots;
    }

    public void setKeepBots(boolean keepBots) {
        this.keepBots = keepBots;
    }

    @Override
    public boolean keepBots() {
        return keepBots;
    }

    public List<String> getOwnHosts() {
        return ownHosts;
    }

    public void setOwnHosts(List<String> ownHosts) {
        this.ownHosts = ownHosts;
    }

    @Override
    public List<String> ownHosts() {
        return ownHosts;
    }

    public Country getCountry() {
        return country;
    }

    @Override
    public @Nullable String countryHeader() {
        return country.header;
    }

    /** Where the country of a visitor comes from. */
    public static class Country {

        /** File of MaxMind's format to look countries up in, for example GeoLite2-Country.mmdb. */
        private @Nullable Path database;

        /**
         * Request header in which a proxy sends the country, for example CF-IPCountry. The proxy must overwrite what
         * the visitor sends in it.
         */
        private @Nullable String header;

        public @Nullable Path getDatabase() {
            return database;
        }

        public void setDatabase(@Nullable Path database) {
            this.database = database;
        }

        public @Nullable String getHeader() {
            return header;
        }

        public void setHeader(@Nullable String header) {
            this.header = header;
        }
    }
}
