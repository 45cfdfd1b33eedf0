/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.imports.format;

import io.waymark.analytics.Event;
import io.waymark.analytics.enrich.Unwanted;
import io.waymark.analytics.enrich.bot.Bots;
import io.waymark.analytics.enrich.source.Origin;
import io.waymark.analytics.enrich.source.ReferrerKind;
import io.waymark.analytics.enrich.source.Referrers;
import io.waymark.analytics.event.StandardEvents;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.imports.ImportFormat;
import io.waymark.analytics.imports.ImportLine;
import io.waymark.analytics.imports.ImportLines;
import io.waymark.analytics.imports.ImportRow;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access log in the combined format of Apache and nginx; of its lines, the page views.
 *
 * <ol>
 *   <li>A line that is not of the format is at fault.
 *   <li>Requests of bots are left out, whatever they ask for.
 *   <li>A page view is a GET that was answered with 2xx or 304, for a path that is no picture, style, script, font or
 *       film, and not {@code /robots.txt}. Other requests are left out.
 *   <li>The event has page, referrer, address and user agent, from which ingest derives what it does for all events.
 * </ol>
 */
public final class AccessLogFormat implements ImportFormat {

    /** Its name. */
    public static final String NAME = "access-log";

    /** Why a request is left out that is no page view. */
    public static final String NO_PAGE_VIEW = "no page view";

    private final List<String> ownHosts;
    private final Referrers referrers;
    private final LogVisitors visitors;
    private final @Nullable Bots bots;

    /**
     * Reads access logs.
     *
     * @param options what they do not say themselves
     */
    public AccessLogFormat(AccessLogOptions options) {
        this.ownHosts = options.ownHosts();
        this.referrers = new Referrers(ownHosts);
        this.visitors = options.visitors();
        this.bots = options.bots();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Rows open(ImportLines lines) {
        return () -> next(lines);
    }

    private @Nullable ImportRow next(ImportLines lines) throws IOException {
        ImportLine line = lines.next();
        if (line == null) {
            return null;
        }
        if (line.tooLong()) {
            return ImportRow.faulty(line, Faults.TOO_LONG);
        }
        AccessLogLine request = AccessLogLine.parse(line.text());
        if (request == null) {
            return ImportRow.faulty(line, "is not in the combined log format");
        }
        if (bots != null && bots.find(request.userAgent()) != null) {
            return ImportRow.skipped(line, Unwanted.BOT);
        }
        String path = request.pageViewed();
        return path == null ? ImportRow.skipped(line, NO_PAGE_VIEW) : ImportRow.of(line, event(request, path));
    }

    private Event event(AccessLogLine request, String path) {
        Event.Builder event = Event.builder(
                        StandardEvents.PAGE_VIEW, visitors.idOf(request.host(), request.userAgent()))
                .occurredAt(request.at())
                .property(StandardProperties.PATH, path)
                .property(StandardProperties.IP, request.host());
        if (!ownHosts.isEmpty()) {
            event.property(StandardProperties.CURRENT_URL, "https://" + ownHosts.get(0) + request.target());
        }
        if (AccessLogLine.isSaid(request.userAgent())) {
            event.property(StandardProperties.USER_AGENT, request.userAgent());
        }
        if (AccessLogLine.isSaid(request.referrer())) {
            event.property(StandardProperties.REFERRER, request.referrer());
        }
        if (referrers.classify(request.referrer(), null).kind() == ReferrerKind.INTERNAL) {
            event.property(StandardProperties.SOURCE, Origin.INTERNAL_SOURCE)
                    .property(StandardProperties.CHANNEL, Origin.INTERNAL_CHANNEL);
        }
        return event.build();
    }
}
