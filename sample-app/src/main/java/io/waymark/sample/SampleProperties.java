/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sample itself.
 *
 * @param dataDir where the embedded PostgreSQL keeps its data; created when missing
 * @param demoData whether to play some weeks of plausible visitors at startup
 */
@ConfigurationProperties("sample")
public record SampleProperties(
        @DefaultValue(".data") Path dataDir,
        @DefaultValue("false") boolean demoData) {}
