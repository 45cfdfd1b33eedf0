/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection that is kept open, and the request that waits for its answer there. */
final class HttpConnection {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String END_OF_CHUNKS = "\r\n0\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)");

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(LONGEST_ANSWER);
    private ByteBuffer request = ByteBuffer.allocate(0);
    private int number;

    HttpConnection(int port, Selector selector) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static byte[] post(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Api-Key: "
                        + HttpHost.KEY + "\r\nContent-Length: " + body.length + END_OF_HEAD)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** Sends a request of the caller's own number. */
    void send(int ofRequest, byte[] bytes) throws IOException {
        number = ofRequest;
        request = ByteBuffer.wrap(bytes);
        answer.clear();
        write();
    }

    /** The number of the request that was sent last. */
    int number() {
        return number;
    }

    /** Goes on with what the channel is ready for, and returns whether the answer is whole, which has to be 200. */
    boolean answered() throws IOException {
        if (request.hasRemaining()) {
            write();
            return false;
        }
        if (channel.read(answer) < 0) {
            throw new IOException("The connection was closed");
        }
        String text =
                StandardCharsets.ISO_8859_1.decode(answer.duplicate().flip()).toString();
        int head = text.indexOf(END_OF_HEAD);
        if (head < 0 || !isWhole(text, head)) {
            return false;
        }
        if (!text.startsWith("HTTP/1.1 200")) {
            throw new IOException(text);
        }
        return true;
    }

    private void write() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private static boolean isWhole(String text, int head) {
        Matcher length = LENGTH.matcher(text).region(0, head);
        return length.find()
                ? text.length() == head + END_OF_HEAD.length() + Integer.parseInt(length.group(1))
                : text.endsWith(END_OF_CHUNKS);
    }
}
