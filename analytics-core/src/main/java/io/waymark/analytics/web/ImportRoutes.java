/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web;

import io.waymark.analytics.imports.ImportRun;
import io.waymark.analytics.imports.ImportUploads;
import io.waymark.analytics.imports.format.ImportFormats;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.Grant;
import io.waymark.analytics.web.exchange.ApiReply;
import io.waymark.analytics.web.exchange.ApiRequest;
import io.waymark.analytics.web.exchange.ApiRouter;
import io.waymark.analytics.web.exchange.Problem;
import io.waymark.analytics.web.exchange.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/** Takes files of events, and tells what becomes of them. */
public final class ImportRoutes implements ApiRoutes {

    private static final int MAX_NAME = 200;
    private static final int LISTED = 50;

    private final ImportUploads uploads;
    private final ImportFormats formats;

    /**
     * Takes files.
     *
     * @param uploads imports them
     * @param formats the formats they may have
     */
    public ImportRoutes(ImportUploads uploads, ImportFormats formats) {
        this.uploads = uploads;
        this.formats = formats;
    }

    @Override
    public void addTo(ApiRouter router) {
        router.add(HttpMethod.POST, "/imports", Grant.MANAGE, this::take);
        router.add(HttpMethod.GET, "/imports", Grant.MANAGE, this::list);
        router.add(HttpMethod.GET, "/imports/{id}", Grant.MANAGE, this::find);
    }

    private ServerResponse take(ApiRequest request) {
        Upload upload = request.parameters(Set.of(), ImportRoutes::read);
        try {
            ImportRun run = uploads.take(
                    request.app(), upload.name(), formats.find(upload.format(), upload.hosts()), request.stream());
            return ApiReply.accepted(URI.create(request.path() + "/" + run.id()), write(run));
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(HttpStatus.BAD_REQUEST, "The file could not be read to its end, or not be kept"));
        }
    }

    private ServerResponse list(ApiRequest request) {
        return ApiReply.ok(Map.of(
                "imports",
                uploads.runs().latest(request.app(), LISTED).stream()
                        .map(ImportRoutes::write)
                        .toList()));
    }

    private ServerResponse find(ApiRequest request) {
        return uploads.runs()
                .find(request.app(), request.id("id", "import"))
                .map(run -> ApiReply.ok(write(run)))
                .orElseThrow(() -> ApiRequest.notFound("import", request.path("id")));
    }

    private static @Nullable Upload read(JsonInput input) {
        String format = input.at("format").requiredText(MAX_NAME);
        String name = input.at("name").requiredText(MAX_NAME);
        String hosts = input.at("host").text(Integer.MAX_VALUE);
        return format == null || name == null
                ? null
                : new Upload(
                        format,
                        name,
                        hosts == null
                                ? List.of()
                                : Arrays.stream(hosts.split(","))
                                        .map(String::strip)
                                        .filter(host -> !host.isEmpty())
                                        .toList());
    }

    private static Map<String, @Nullable Object> write(ImportRun run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", run.id());
        json.put("name", run.name());
        json.put("format", run.format());
        json.put("state", run.state().name().toLowerCase(Locale.ROOT));
        json.put("lines", run.lines());
        json.put("recorded", run.recorded());
        json.put("dropped", run.droppedByReason());
        json.put("rejected", run.rejected());
        json.put("errors", run.errors());
        json.put("failure", run.failure());
        json.put("startedAt", run.startedAt().toString());
        json.put("updatedAt", run.updatedAt().toString());
        json.put(
                "finishedAt", run.finishedAt() == null ? null : run.finishedAt().toString());
        return json;
    }

    private record Upload(String format, String name, List<String> hosts) {}
}
