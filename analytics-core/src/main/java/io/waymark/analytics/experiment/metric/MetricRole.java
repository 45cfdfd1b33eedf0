/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.experiment.metric;

/** What a metric is for. */
public enum MetricRole {
    /** Decides. With several, the chance that any of them is significant without an effect stays that of one. */
    GOAL,
    /** Must not get worse. Watched for harm at all times, from one side. */
    GUARDRAIL,
    /** Is looked at for ideas; never decides. */
    SECONDARY
}
