/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.InvalidInputException;
import io.waymark.analytics.experiment.ExperimentNotFoundException;
import io.waymark.analytics.experiment.ExperimentStateException;
import io.waymark.analytics.store.StaleVersionException;
import io.waymark.analytics.store.budget.ReportRefusedException;
import io.waymark.analytics.store.budget.ReportTooLargeException;
import io.waymark.analytics.tenant.QuotaExceededException;
import io.waymark.analytics.track.IngestUnavailableException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Turns exceptions into answers, so that none reaches the host's own error handling. */
public final class Problems {

    private static final Logger logger = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    /** Knows every exception of the product. */
    public Problems() {}

    /**
     * Lets exceptions of a handler become answers.
     *
     * @param handler the handler
     * @return the same, without exceptions
     */
    public HandlerFunction<ServerResponse> solve(HandlerFunction<ServerResponse> handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (Exception e) {
                return ApiReply.problem(of(e));
            }
        };
    }

    /**
     * What went wrong, for whoever sent the request. What nobody expects is logged.
     *
     * @param exception what ended the request
     * @return the problem
     */
    public static Problem of(Exception exception) {
        if (exception instanceof ProblemException e) {
            return e.problem();
        }
        if (exception instanceof InvalidInputException e) {
            return Problem.of(e);
        }
        if (exception instanceof QuotaExceededException e) {
            return Problem.of(HttpStatus.FORBIDDEN, message(e)).with("quota", quota(e));
        }
        if (exception instanceof ExperimentNotFoundException) {
            return Problem.of(HttpStatus.NOT_FOUND, message(exception));
        }
        if (exception instanceof ExperimentStateException e) {
            return Problem.of(HttpStatus.CONFLICT, message(e)).errors(e.faults());
        }
        if (exception instanceof StaleVersionException) {
            return Problem.of(HttpStatus.CONFLICT, message(exception));
        }
        if (exception instanceof ReportTooLargeException) {
            return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, message(exception));
        }
        if (exception instanceof IngestUnavailableException || exception instanceof ReportRefusedException) {
            return unavailable(message(exception));
        }
        if (exception instanceof DataAccessResourceFailureException
                || exception instanceof TransientDataAccessException
                || exception instanceof CannotCreateTransactionException) {
            logger.warn("The database does not answer the HTTP API: {}", message(exception));
            return unavailable("The database does not answer");
        }
        logger.error("A request to the HTTP API failed", exception);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong; the log says what");
    }

    private static Map<String, Object> quota(QuotaExceededException exceeded) {
        Map<String, Object> quota = new LinkedHashMap<>();
        quota.put("name", exceeded.quota().name().toLowerCase(Locale.ROOT));
        quota.put("limit", exceeded.limit());
        quota.put("used", exceeded.used());
        Instant resetsAt = exceeded.resetsAt();
        if (resetsAt != null) {
            quota.put("resetsAt", resetsAt.toString());
        }
        return quota;
    }

    private static Problem unavailable(String detail) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, detail).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    private static String message(Exception exception) {
        return String.valueOf(exception.getMessage());
    }
}
