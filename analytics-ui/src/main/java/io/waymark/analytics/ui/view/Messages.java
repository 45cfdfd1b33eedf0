/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The words of the dashboard, from one bundle. Safe for use by many threads. */
public final class Messages {

    private final Properties texts = new Properties();
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();
    private final Locale locale = Locale.ENGLISH;

    /** Reads the bundle from the jar. */
    public Messages() {
        try (InputStream in = Messages.class.getResourceAsStream("messages.properties")) {
            if (in == null) {
                throw new IllegalStateException("The dashboard's messages are not in its jar");
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A text.
     *
     * @param key its name in the bundle
     * @param arguments what stands in for {@code {0}}, {@code {1}} …
     * @return the text; the key itself when the bundle does not have it
     */
    public String text(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            return key;
        }
        if (arguments.length == 0) {
            return text;
        }
        MessageFormat format = formats.computeIfAbsent(key, name -> new MessageFormat(text, locale));
        return ((MessageFormat) format.clone()).format(arguments);
    }

    /** {@return the names of all texts} */
    public Set<String> keys() {
        return texts.stringPropertyNames();
    }
}
