/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.tenant;

/** What a key is made for. */
public enum KeyKind {
    /** May be public, for example in a browser: sends events, from the origins that it names, and nothing else. */
    WRITE("wm_w_"),
    /** Stays on a server. */
    SECRET("wm_s_"),
    /** Names a tenant, and opens nothing without the key of one of its apps. */
    TENANT("wm_t_");

    private final String prefix;

    KeyKind(String prefix) {
        this.prefix = prefix;
    }

    /** {@return how keys of this kind begin, by which scanners for leaked secrets find them} */
    public String prefix() {
        return prefix;
    }
}
