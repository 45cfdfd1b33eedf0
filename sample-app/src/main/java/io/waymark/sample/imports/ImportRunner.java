/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.sample.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Imports the files named by {@code --import=…} into this shop, through its own HTTP API. */
@Component
@Order(3)
class ImportRunner implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);

    private final Environment environment;

    ImportRunner(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
        List<String> files = arguments.getOptionValues("import");
        if (files == null) {
            return;
        }
        EventImport eventImport = new EventImport(
                "http://localhost:" + environment.getRequiredProperty("local.server.port")
                        + environment.getProperty("analytics.base-path", "/analytics"),
                environment.getRequiredProperty("analytics.ingest.api-key"));
        for (String file : files) {
            log.info("Importing {}", file);
            ImportResult result = eventImport.run(Path.of(file));
            log.info(
                    "Imported {}: {} events sent, {} recorded, {} not",
                    file,
                    result.sent(),
                    result.recorded(),
                    result.missed().size());
        }
    }
}
