/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.docs;

import io.waymark.analytics.AppId;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.imports.ImportRun;
import io.waymark.analytics.imports.ImportSource;
import io.waymark.analytics.imports.Imports;
import io.waymark.analytics.imports.format.AccessLogFormat;
import io.waymark.analytics.imports.format.AccessLogOptions;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of docs/import.md, so that it compiles. */
final class ImportSnippets {

    private static final Logger log = LoggerFactory.getLogger(ImportSnippets.class);

    private ImportSnippets() {}

    static ImportRun accessLog(Imports imports, Bots bots) {
        ImportRun run = imports.run(
                AppId.DEFAULT,
                ImportSource.of(Path.of("access.log.gz")),
                new AccessLogFormat(AccessLogOptions.of(bots, List.of("shop.example"))),
                progress -> log.info("{} lines done", progress.lines()));
        return run;
    }
}
