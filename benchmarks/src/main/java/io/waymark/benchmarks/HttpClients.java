/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/**
 * Clients that each wait for their answer before they ask again. One thread serves them all, so that they take as little
 * as can be of the machine that they share with the server.
 */
final class HttpClients {

    private final List<byte[]> requests;
    private final long[] nanos;
    private int next;
    private int waiting;

    private HttpClients(List<byte[]> requests) {
        this.requests = requests;
        this.nanos = new long[requests.size()];
    }

    /** Sends every request, and returns how long each waited for its answer, in nanoseconds. */
    static long[] sendAll(int port, int clients, List<byte[]> requests) throws IOException {
        HttpClients all = new HttpClients(requests);
        try (Selector selector = Selector.open()) {
            try {
                for (int client = 0; client < clients; client++) {
                    all.sendNext(new HttpConnection(port, selector));
                }
                while (all.waiting > 0) {
                    selector.select();
                    for (SelectionKey ready : selector.selectedKeys()) {
                        all.goOn((HttpConnection) ready.attachment());
                    }
                    selector.selectedKeys().clear();
                }
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
        return all.nanos;
    }

    private void goOn(HttpConnection connection) throws IOException {
        if (connection.answered()) {
            waiting--;
            nanos[connection.number()] = System.nanoTime() - nanos[connection.number()];
            sendNext(connection);
        }
    }

    private void sendNext(HttpConnection connection) throws IOException {
        if (next < requests.size()) {
            nanos[next] = System.nanoTime();
            connection.send(next, requests.get(next));
            waiting++;
            next++;
        }
    }
}
