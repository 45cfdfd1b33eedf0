/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.autoconfigure.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.analytics.autoconfigure.AnalyticsSetupException;
import io.waymark.analytics.autoconfigure.BareHost;
import io.waymark.analytics.autoconfigure.RunningHost;
import io.waymark.analytics.track.mirror.PostHogMirror;
import io.waymark.analytics.track.mirror.SegmentMirror;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class CompatSwitchesIT {

    private static final String SEGMENT =
            "{\"userId\":\"kim\",\"event\":\"a\",\"writeKey\":\"" + RunningHost.KEY + "\"}";
    private static final String POSTHOG =
            "{\"distinct_id\":\"kim\",\"event\":\"a\",\"api_key\":\"" + RunningHost.KEY + "\"}";

    @Test
    void eachProtocolCanBeSwitchedOffAndNothingIsPassedOnUnlessConfigured() {
        try (RunningHost host = RunningHost.start(
                BareHost.class, "analytics.compat.segment.enabled=false", "analytics.base-path=/insights")) {
            assertThat(post(host, "/insights/v1/track", SEGMENT)).isNotEqualTo(200);
            assertThat(post(host, "/insights/e", POSTHOG)).isEqualTo(200);
            assertThat(host.context().getBeanNamesForType(PostHogMirror.class)).isEmpty();
            assertThat(host.context().getBeanNamesForType(SegmentMirror.class)).isEmpty();
        }
        try (RunningHost host = RunningHost.start(BareHost.class, "analytics.compat.posthog.enabled=false")) {
            assertThat(post(host, "/analytics/v1/track", SEGMENT)).isEqualTo(200);
            assertThat(post(host, "/analytics/e", POSTHOG)).isNotEqualTo(200);
        }
    }

    @Test
    void namesThePropertyThatCannotBeUsed() {
        assertThatThrownBy(() -> RunningHost.start(BareHost.class, "analytics.compat.posthog.path=ph/"))
                .rootCause()
                .isInstanceOf(AnalyticsSetupException.class)
                .hasMessageContaining("analytics.compat.posthog.path");
        assertThatThrownBy(() -> RunningHost.start(BareHost.class, "analytics.mirror.posthog.api-key=phc"))
                .rootCause()
                .isInstanceOf(AnalyticsSetupException.class)
                .hasMessageContaining("analytics.mirror.posthog.host");
        assertThatThrownBy(() -> RunningHost.start(
                        BareHost.class, "analytics.mirror.segment.api-key=k", "analytics.mirror.segment.host=segment"))
                .rootCause()
                .isInstanceOf(AnalyticsSetupException.class)
                .hasMessageContaining("analytics.mirror.segment.host");
    }

    private static int post(RunningHost host, String path, String json) {
        return host.send(path, request -> request.POST(BodyPublishers.ofString(json)))
                .statusCode();
    }
}
