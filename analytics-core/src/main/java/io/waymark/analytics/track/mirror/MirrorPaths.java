/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.track.mirror;

import java.net.URI;

/** Where a receiver takes events. */
final class MirrorPaths {

    private MirrorPaths() {}

    static URI below(URI host, String path) {
        String text = host.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
