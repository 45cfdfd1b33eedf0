/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant has all it may have. At the HTTP API it becomes a 403 problem. */
public final class QuotaExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Quota quota;
    private final long limit;
    private final long used;
    private final transient @Nullable Instant resetsAt;

    /**
     * Says what was reached.
     *
     * @param quota what there is no more of
     * @param limit how much of it there may be
     * @param used how much of it there is
     * @param resetsAt when there will be more again without a change; {@code null} for never
     */
    public QuotaExceededException(Quota quota, long limit, long used, @Nullable Instant resetsAt) {
        super("The tenant may have " + limit + " " + quota.what + " and has " + used
                + (resetsAt == null ? "" : "; the count starts anew at " + resetsAt));
        this.quota = quota;
        this.limit = limit;
        this.used = used;
        this.resetsAt = resetsAt;
    }

    /** {@return what there is no more of} */
    public Quota quota() {
        return quota;
    }

    /** {@return how much of it there may be} */
    public long limit() {
        return limit;
    }

    /** {@return how much of it there is} */
    public long used() {
        return used;
    }

    /** {@return when there will be more again; {@code null} for never} */
    public @Nullable Instant resetsAt() {
        return resetsAt;
    }

    /** What a quota is about. */
    public enum Quota {
        /** Apps of the tenant. */
        APPS("apps"),
        /** Stored funnels in all its apps. */
        FUNNELS("funnels"),
        /** Events stored in a month. */
        EVENTS_PER_MONTH("events a month");

        private final String what;

        Quota(String what) {
            this.what = what;
        }
    }
}
