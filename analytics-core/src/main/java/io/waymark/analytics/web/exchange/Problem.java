/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.InvalidInputException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * What went wrong, in the form of RFC 9457.
 *
 * @param status the HTTP status
 * @param detail what is wrong and what would be right, as a sentence
 * @param errors what is wrong in the input, by place
 * @param headers further headers of the answer
 * @param more further fields of the answer
 */
public record Problem(
        HttpStatus status, String detail, List<Fault> errors, Map<String, String> headers, Map<String, Object> more) {

    private static final int MAX_DETAIL = 500;

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
        more = Map.copyOf(more);
    }

    /**
     * A problem with no particular place.
     *
     * @param status the HTTP status
     * @param detail what is wrong
     * @return the problem
     */
    public static Problem of(HttpStatus status, String detail) {
        return new Problem(status, detail, List.of(), Map.of(), Map.of());
    }

    /**
     * A problem with the input.
     *
     * @param invalid what is wrong
     * @return the problem
     */
    public static Problem of(InvalidInputException invalid) {
        List<Fault> faults = invalid.faults();
        String detail = faults.size() == 1 ? "One thing is wrong with the input" : faults.size() + " things are wrong";
        return new Problem(HttpStatus.BAD_REQUEST, detail, faults, Map.of(), Map.of());
    }

    /**
     * Says which parts of the input are at fault.
     *
     * @param faults the parts
     * @return the problem with them
     */
    public Problem errors(List<Fault> faults) {
        return new Problem(status, detail, faults, headers, more);
    }

    /**
     * Adds a header to the answer.
     *
     * @param name its name
     * @param value its value
     * @return the problem with the header
     */
    public Problem header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(status, detail, errors, all, more);
    }

    /**
     * Adds a field to the answer.
     *
     * @param name its name
     * @param value its value, as it is written as JSON
     * @return the problem with the field
     */
    public Problem with(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Problem(status, detail, errors, headers, all);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", printable(detail));
        body.put(
                "errors",
                errors.stream()
                        .map(fault ->
                                Map.of("pointer", printable(fault.pointer()), "detail", printable(fault.detail())))
                        .toList());
        body.putAll(more);
        return body;
    }

    private static String printable(String text) {
        String cut = text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) + "…" : text;
        // Half a surrogate pair, which a cut may leave, cannot be written as JSON.
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
