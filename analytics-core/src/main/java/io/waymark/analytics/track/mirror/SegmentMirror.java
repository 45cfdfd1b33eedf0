/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.mirror;

import io.waymark.analytics.Event;
import io.waymark.analytics.track.AfterIngestHook;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Passes stored events on to Segment, or to whatever speaks its protocol, under the same ids. */
public final class SegmentMirror implements AfterIngestHook {

    private final MirrorClient client;
    private final Clock clock;

    /**
     * Passes events on.
     *
     * @param host where Segment is, without the path of the batch
     * @param writeKey the key of the source
     * @param clock tells when a batch is sent
     */
    public SegmentMirror(URI host, String writeKey, Clock clock) {
        String credentials = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        this.client =
                new MirrorClient(MirrorPaths.below(host, "/v1/batch"), Map.of("Authorization", "Basic " + credentials));
        this.clock = clock;
    }

    @Override
    public void afterIngest(List<Event> events) throws IOException, InterruptedException {
        client.send(
                events,
                SegmentMessage::of,
                batch -> Map.of("batch", batch, "sentAt", clock.instant().toString()));
    }
}
