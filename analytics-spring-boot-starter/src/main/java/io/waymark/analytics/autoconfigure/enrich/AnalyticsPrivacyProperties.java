/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.enrich;

import io.waymark.analytics.enrich.PrivacySettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of what is kept of people, and of whose events are not wanted. */
@ConfigurationProperties("analytics.privacy")
public class AnalyticsPrivacyProperties implements PrivacySettings {

    /** Whether IP addresses are stored, without their last octet (IPv4) or their last 80 bits (IPv6). */
    private boolean storeIp;

    /** Whether browsers that send 'DNT: 1' or 'Sec-GPC: 1' are not tracked. */
    private boolean honorOptOut = true;

    private final Exclude exclude = new Exclude();

    public boolean isStoreIp() {
        return storeIp;
    }

    public void setStoreIp(boolean storeIp) {
        this.storeIp = storeIp;
    }

    @Override
    public boolean storeIp() {
        return storeIp;
    }

    public boolean isHonorOptOut() {
        return honorOptOut;
    }

    public void setHonorOptOut(boolean honorOptOut) {
        this.honorOptOut = honorOptOut;
    }

    @Override
    public boolean honorOptOut() {
        return honorOptOut;
    }

    public Exclude getExclude() {
        return exclude;
    }

    @Override
    public List<String> excludedIpRanges() {
        return exclude.ipRanges;
    }

    @Override
    public @Nullable String excludedHeader() {
        return exclude.header;
    }

    @Override
    public List<String> excludedRoles() {
        return exclude.roles;
    }

    /** Whose events are dropped. */
    public static class Exclude {

        /** IP addresses, and ranges such as 192.0.2.0/24, whose events are dropped. */
        private List<String> ipRanges = new ArrayList<>();

        /** Request header that, if it has any value, has the events of the request dropped. */
        private @Nullable String header;

        /** Roles of Spring Security whose events are dropped, for example ADMIN. */
        private List<String> roles = new ArrayList<>();

        public List<String> getIpRanges() {
            return ipRanges;
        }

        public void setIpRanges(List<String> ipRanges) {
            this.ipRanges = ipRanges;
        }

        public @Nullable String getHeader() {
            return header;
        }

        public void setHeader(@Nullable String header) {
            this.header = header;
        }

        public List<String> getRoles() {
            return roles;
        }

        public void setRoles(List<String> roles) {
            this.roles = roles;
        }
    }
}
