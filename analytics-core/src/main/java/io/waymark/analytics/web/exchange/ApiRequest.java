/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.AppId;
import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.json.JsonInput;
import io.waymark.analytics.tenant.AppCalendar;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request of somebody who has been let in. */
public final class ApiRequest {

    private static final String TIMEZONE = "timezone";
    private static final String WEEK_START = "weekStart";
    private static final String SESSION_GAP = "sessionGap";
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final HttpServletRequest request;
    private final ApiCaller caller;
    private final JsonBody body;
    private final Function<AppId, AppCalendar> calendars;

    ApiRequest(HttpServletRequest request, ApiCaller caller, JsonBody body, Function<AppId, AppCalendar> calendars) {
        this.request = request;
        this.caller = caller;
        this.body = body;
        this.calendars = calendars;
    }

    /** {@return the app that the request is about} */
    public AppId app() {
        return caller.app();
    }

    /** {@return who asks, for the audit} */
    public String actor() {
        return caller.name();
    }

    /** {@return who asks, and what they may do} */
    public ApiCaller caller() {
        return caller;
    }

    /** {@return the path asked for, as it was sent} */
    public String path() {
        return request.getRequestURI();
    }

    /**
     * A part of the path.
     *
     * @param name its name in the pattern
     * @return the part, decoded
     */
    public String path(String name) {
        Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return (String) Objects.requireNonNull(variables.get(name), () -> "The pattern has no part '" + name + "'");
    }

    /**
     * A part of the path that is a number.
     *
     * @param name its name in the pattern
     * @param what what it is the number of, for a person
     * @return the number
     * @throws ProblemException with 404 if it is none
     */
    public long id(String name, String what) {
        try {
            return Long.parseLong(path(name));
        } catch (NumberFormatException e) {
            throw notFound(what, path(name));
        }
    }

    /**
     * Reads the body.
     *
     * @return the body
     * @throws ProblemException with 413 or 415
     * @throws InvalidInputException if it is no JSON
     */
    public JsonNode body() {
        return body.read(request);
    }

    /**
     * Reads the body of a question. Where it says no {@code timezone}, {@code weekStart} or {@code sessionGap}, those of the
     * app are added.
     *
     * @return the body
     * @throws ProblemException with 413 or 415
     * @throws InvalidInputException if it is no JSON
     */
    public JsonNode question() {
        JsonNode json = body();
        return json instanceof ObjectNode fields ? inCalendar(fields) : json;
    }

    private ObjectNode inCalendar(ObjectNode fields) {
        if (!Stream.of(TIMEZONE, WEEK_START, SESSION_GAP).allMatch(fields::hasNonNull)) {
            AppCalendar calendar = calendars.apply(app());
            Map.of(
                            TIMEZONE, calendar.timeZone().getId(),
                            WEEK_START, calendar.weekStart().name(),
                            SESSION_GAP, calendar.sessionGap().toString())
                    .forEach((name, value) -> {
                        if (!fields.hasNonNull(name)) {
                            fields.put(name, value);
                        }
                    });
        }
        return fields;
    }

    /**
     * The body as it comes, whatever it is and however long; but no form, which servers read for its parameters.
     *
     * @return the bytes, to be read once
     * @throws IOException if it cannot be read
     * @throws ProblemException with 415 if it is a form
     */
    public InputStream stream() throws IOException {
        String type = request.getContentType();
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (lower.startsWith("multipart/") || lower.startsWith("application/x-www-form-urlencoded")) {
            throw new ProblemException(Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Send the file itself as the body, with Content-Type: application/octet-stream"));
        }
        return request.getInputStream();
    }

    /**
     * Reads the query parameters, as if they were the fields of a JSON object. Empty ones are absent.
     *
     * @param numbers which of them are numbers; all others are strings
     * @param reader reads them
     * @param <T> what is made of them
     * @return what the reader made
     * @throws InvalidInputException with everything that is wrong
     */
    public <T> T parameters(Set<String> numbers, Function<JsonInput, @Nullable T> reader) {
        return JsonInput.read(fields(numbers), "", reader);
    }

    /**
     * Reads the query parameters of a question, as {@link #parameters} does. Where they say no {@code timezone}, {@code
     * weekStart} or {@code sessionGap}, those of the app are added.
     *
     * @param numbers which of them are numbers; all others are strings
     * @param reader reads them
     * @param <T> what is made of them
     * @return what the reader made
     * @throws InvalidInputException with everything that is wrong
     */
    public <T> T query(Set<String> numbers, Function<JsonInput, @Nullable T> reader) {
        return JsonInput.read(inCalendar(fields(numbers)), "", reader);
    }

    private ObjectNode fields(Set<String> numbers) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        request.getParameterMap().forEach((name, values) -> {
            String value = values[0];
            if (numbers.contains(name) && WHOLE_NUMBER.matcher(value).matches()) {
                fields.put(name, Long.parseLong(value));
            } else if (!value.isEmpty()) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    /**
     * What is asked for does not exist.
     *
     * @param what what kind of thing, for a person
     * @param name its name or number
     * @return an exception to throw
     */
    public static ProblemException notFound(String what, String name) {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "There is no " + what + " '" + name + "'"));
    }
}
