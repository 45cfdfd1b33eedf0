/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Answers as JSON, by a mapper of our own, so that no setting of the host changes a shape that clients rely on. */
public final class ApiReply {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private ApiReply() {}

    /**
     * Answers 200.
     *
     * @param body what is written as JSON
     * @return the answer
     */
    public static ServerResponse ok(Object body) {
        return write(HttpStatus.OK, MediaType.APPLICATION_JSON, Map.of(), body);
    }

    /**
     * Answers 201.
     *
     * @param location where the new thing is
     * @param body what is written as JSON
     * @return the answer
     */
    public static ServerResponse created(URI location, Object body) {
        Map<String, String> headers = Map.of(HttpHeaders.LOCATION, location.toString());
        return write(HttpStatus.CREATED, MediaType.APPLICATION_JSON, headers, body);
    }

    /**
     * Answers 202.
     *
     * @param location where it can be seen what becomes of it
     * @param body what is written as JSON
     * @return the answer
     */
    public static ServerResponse accepted(URI location, Object body) {
        Map<String, String> headers = Map.of(HttpHeaders.LOCATION, location.toString());
        return write(HttpStatus.ACCEPTED, MediaType.APPLICATION_JSON, headers, body);
    }

    /** {@return the answer 204} */
    public static ServerResponse noContent() {
        return ServerResponse.noContent().build();
    }

    /**
     * Answers a problem in words of another protocol.
     *
     * @param problem what is wrong
     * @param body what is written as JSON
     * @return the answer, with status and headers of the problem
     */
    public static ServerResponse problem(Problem problem, Object body) {
        return write(problem.status(), MediaType.APPLICATION_JSON, problem.headers(), body);
    }

    static ServerResponse problem(Problem problem) {
        return write(problem.status(), MediaType.APPLICATION_PROBLEM_JSON, problem.headers(), problem.body());
    }

    private static ServerResponse write(
            HttpStatusCode status, MediaType type, Map<String, String> headers, Object body) {
        return new JsonReply(status, type, headers, JSON.writeValueAsBytes(body));
    }
}
