/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.ui.view;

import io.waymark.analytics.store.ReportTimeoutException;
import io.waymark.analytics.store.budget.ReportTooLargeException;
import io.waymark.analytics.store.budget.ReportsBusyException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionException;

/**
 * Asks for the panels of one page, one after the other, and keeps the page alive whatever comes of it. When the page
 * has taken its time, the panels left are fetched by the browser instead.
 */
public final class Panels {

    private static final Logger logger = LoggerFactory.getLogger(Panels.class);
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final long deadline;

    private Panels(long deadline) {
        this.deadline = deadline;
    }

    /** {@return panels of a page that has just been asked for} */
    public static Panels ofPage() {
        return new Panels(System.nanoTime() + PATIENCE.toNanos());
    }

    /** {@return a panel that is asked for alone, and waited for} */
    public static Panels alone() {
        return new Panels(Long.MAX_VALUE);
    }

    /**
     * Asks for a panel.
     *
     * @param id the id of its element
     * @param url where it can be had alone
     * @param content the question
     * @param <T> what it shows
     * @return the panel in one of its states
     */
    public <T> Panel<T> load(String id, String url, Supplier<T> content) {
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
            return new Panel<>(id, url, Panel.State.LATER, null);
        }
        try {
            return new Panel<>(id, url, Panel.State.READY, content.get());
        } catch (ReportsBusyException e) {
            logger.info("Panel {} of the dashboard waited too long for its turn", id);
            return new Panel<>(id, url, Panel.State.BUSY, null);
        } catch (ReportTooLargeException e) {
            logger.info("Panel {} of the dashboard needed more memory than a report may have", id);
            return new Panel<>(id, url, Panel.State.LARGE, null);
        } catch (ReportTimeoutException | QueryTimeoutException e) {
            logger.info("Panel {} of the dashboard took longer than a report may", id);
            return new Panel<>(id, url, Panel.State.SLOW, null);
        } catch (DataAccessException | TransactionException e) {
            logger.warn("Panel {} of the dashboard failed", id, e);
            return new Panel<>(id, url, Panel.State.FAILED, null);
        }
    }
}
