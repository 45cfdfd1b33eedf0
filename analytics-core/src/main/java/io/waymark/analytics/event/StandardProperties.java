/*
 * Copyright 2026 the Waymark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.waymark.analytics.event;

/**
 * The keys of properties that mean something to the product itself: the context of an event, and what it says of its
 * person. They are PostHog's, where it has one.
 */
public final class StandardProperties {

    /** The IP address that the event came from; used in memory, and not stored unless it is configured. */
    public static final String IP = "$ip";

    /** The user agent as it was sent; used in memory, and not stored. */
    public static final String USER_AGENT = "$raw_user_agent";

    /** The address of the page. */
    public static final String CURRENT_URL = "$current_url";

    /** The host of the page. */
    public static final String HOST = "$host";

    /** The path of the page, without query and fragment. */
    public static final String PATH = "$pathname";

    /** The title of the page. */
    public static final String TITLE = "title";

    /** The address of the page that led here. */
    public static final String REFERRER = "$referrer";

    /** The host of the page that led here. */
    public static final String REFERRING_DOMAIN = "$referring_domain";

    /** Where the person came from: a search engine, a network, a campaign, a host. */
    public static final String SOURCE = "$source";

    /** The kind of {@link #SOURCE}, by the rules of the default channel group of Google Analytics 4. */
    public static final String CHANNEL = "$channel";

    /** The country, as two letters of ISO 3166-1. */
    public static final String COUNTRY = "$country";

    /** The kind of device: {@code Desktop}, {@code Mobile} or {@code Tablet}. */
    public static final String DEVICE_TYPE = "$device_type";

    /** The browser. */
    public static final String BROWSER = "$browser";

    /** The version of the browser. */
    public static final String BROWSER_VERSION = "$browser_version";

    /** The operating system. */
    public static final String OS = "$os";

    /** The version of the operating system. */
    public static final String OS_VERSION = "$os_version";

    /** Which crawler or program sent the event, where such events are kept. */
    public static final String BOT = "$bot";

    /** Which client library sent the event. */
    public static final String LIBRARY = "$lib";

    /** The version of {@link #LIBRARY}. */
    public static final String LIBRARY_VERSION = "$lib_version";

    /** Of {@link StandardEvents#IDENTIFY}: the distinct id that the person had before. */
    public static final String ANONYMOUS_ID = "$anon_distinct_id";

    /** Of {@link StandardEvents#ALIAS}: the other distinct id of the person. */
    public static final String ALIAS = "alias";

    /** Properties of the person: an object whose values replace earlier ones. */
    public static final String SET = "$set";

    /** Properties of the person: an object whose values stand only where there are none. */
    public static final String SET_ONCE = "$set_once";

    /** Properties of the person to be removed: a list of keys. */
    public static final String UNSET = "$unset";

    private StandardProperties() {}
}
