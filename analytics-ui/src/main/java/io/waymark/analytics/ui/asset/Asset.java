/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.asset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.MediaType;

/** One file, in memory as it is and compressed, because the host may not compress what it serves. */
record Asset(MediaType type, byte[] content, byte[] gzip) {

    static Asset load(String file) {
        MediaType type = file.endsWith(".css")
                ? MediaType.parseMediaType("text/css;charset=UTF-8")
                : MediaType.parseMediaType("text/javascript;charset=UTF-8");
        try (InputStream in = Asset.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The dashboard's file " + file + " is not in its jar");
            }
            byte[] content = in.readAllBytes();
            return new Asset(type, content, compressed(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }
}
