/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.web.exchange;

import io.waymark.analytics.Event;
import io.waymark.analytics.enrich.EnrichSettings;
import io.waymark.analytics.enrich.PrivacySettings;
import io.waymark.analytics.enrich.Unwanted;
import io.waymark.analytics.enrich.place.CountryCode;
import io.waymark.analytics.event.StandardProperties;
import io.waymark.analytics.track.Decision;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of visitors' own browsers, as every route that these send events to must: what the request says of
 * them, and whether they are to be counted at all. Safe for use by many threads.
 */
public final class ClientContexts {

    private static final String DOOR = ClientContexts.class.getName() + ".DOOR";

    private final boolean honorOptOut;
    private final @Nullable String excludedHeader;
    private final @Nullable String countryHeader;
    private final Predicate<HttpServletRequest> ownTraffic;

    /**
     * Reads requests.
     *
     * @param enrich which header has the country
     * @param privacy whose requests are not wanted
     * @param ownTraffic tells whether a request comes from whoever runs the application, beside what the settings say
     */
    public ClientContexts(EnrichSettings enrich, PrivacySettings privacy, Predicate<HttpServletRequest> ownTraffic) {
        this.honorOptOut = privacy.honorOptOut();
        this.excludedHeader = privacy.excludedHeader();
        this.countryHeader = enrich.countryHeader();
        this.ownTraffic = ownTraffic;
    }

    /**
     * Says of a request that events are sent with it, so that nothing of it is added to these but by whoever takes them
     * in: the server that passes events on is not the visitor.
     *
     * @param request the request
     */
    public static void markAsDoor(HttpServletRequest request) {
        request.setAttribute(DOOR, Boolean.TRUE);
    }

    static boolean isDoor(HttpServletRequest request) {
        return request.getAttribute(DOOR) != null;
    }

    /**
     * Reads a request that a visitor's browser sends events with.
     *
     * @param request the request
     * @return what it says
     */
    public Reading read(HttpServletRequest request) {
        ClientContext context = ClientContext.of(request);
        String unwanted =
                isOwnTraffic(request) ? Unwanted.OWN_TRAFFIC : isOptedOut(context) ? Unwanted.OPTED_OUT : null;
        return new Reading(context, country(request), unwanted);
    }

    /** {@return whether whoever asks not to be tracked is left alone} */
    public boolean honorsOptOut() {
        return honorOptOut;
    }

    boolean isOptedOut(ClientContext context) {
        return honorOptOut && context.optedOut();
    }

    boolean isOwnTraffic(HttpServletRequest request) {
        if (excludedHeader != null) {
            String value = request.getHeader(excludedHeader);
            if (value != null && !value.isBlank()) {
                return true;
            }
        }
        return ownTraffic.test(request);
    }

    @Nullable
    String country(HttpServletRequest request) {
        return countryHeader == null ? null : CountryCode.of(request.getHeader(countryHeader));
    }

    /**
     * What a request says of whoever sent it.
     *
     * @param context address, user agent and wish not to be tracked
     * @param country the country that a trusted proxy says it is from; {@code null} if none does
     * @param unwanted why the events that come with it are dropped; {@code null} if they are not
     */
    public record Reading(
            ClientContext context,
            @Nullable String country,
            @Nullable String unwanted) {

        /**
         * Adds what the request says to an event, unless the event has its own; drops it if it is not wanted.
         *
         * @param event the event
         * @return whether it goes on, and with what
         */
        public Decision apply(Event event) {
            if (unwanted != null) {
                return Decision.drop(unwanted);
            }
            Event with = context.addTo(event);
            return Decision.keep(
                    country == null || event.properties().get(StandardProperties.COUNTRY) != null
                            ? with
                            : with.toBuilder()
                                    .property(StandardProperties.COUNTRY, country)
                                    .build());
        }
    }
}
