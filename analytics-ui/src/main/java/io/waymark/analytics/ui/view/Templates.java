/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The compiled templates. The engine is this class's own, so that neither the host's templates nor its view resolvers
 * ever meet it.
 */
public final class Templates {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "io.waymark.analytics.ui.template");

    /**
     * Fills a template.
     *
     * @param template its name, without ending
     * @param parameters its parameters by name
     * @return the markup
     */
    public Content fill(String template, Map<String, Object> parameters) {
        StringOutput markup = new StringOutput();
        engine.render(template + ".jte", parameters, markup);
        String text = markup.toString();
        return output -> output.writeContent(text);
    }

    /**
     * Answers with a filled template. The answer is written without the host's message converters.
     *
     * @param status the status
     * @param template its name, without ending
     * @param parameters its parameters by name
     * @return the answer
     */
    public ServerResponse answer(HttpStatusCode status, String template, Map<String, Object> parameters) {
        return answer(status, template, parameters, Map.of());
    }

    /**
     * Answers with a filled template.
     *
     * @param status the status
     * @param template its name, without ending
     * @param parameters its parameters by name
     * @param headers more headers
     * @return the answer
     */
    public ServerResponse answer(
            HttpStatusCode status, String template, Map<String, Object> parameters, Map<String, String> headers) {
        StringOutput markup = new StringOutput(16_384);
        engine.render(template + ".jte", parameters, markup);
        byte[] body = markup.toString().getBytes(StandardCharsets.UTF_8);
        return ServerResponse.status(status)
                .contentType(HTML)
                .contentLength(body.length)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Waymark", "1")
                .header("Vary", "HX-Request")
                .headers(all -> headers.forEach(all::set))
                .build((request, response) -> {
                    response.getOutputStream().write(body);
                    return null;
                });
    }
}
