/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.enrich.place;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks countries up in a file of MaxMind's format. The file is mapped into memory: replace it, never write into it. */
public final class MaxMindCountries implements Countries, AutoCloseable {

    private final Reader reader;

    /**
     * Opens a file.
     *
     * @param file the file
     * @throws IOException if it cannot be read or is of another format
     */
    public MaxMindCountries(Path file) throws IOException {
        this.reader = new Reader(file.toFile(), new CHMCache());
    }

    @Override
    public @Nullable String of(InetAddress address) {
        try {
            Map<?, ?> found = reader.get(address, Map.class);
            return found == null ? null : country(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MaxMind's own files have an object; others have the two letters themselves. */
    private static @Nullable String country(Map<?, ?> found) {
        Object country = found.get("country");
        Object code = country instanceof Map<?, ?> details ? details.get("iso_code") : country;
        return CountryCode.of(code == null ? found.get("country_code") : code);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
