/** Speaks the protocol of PostHog's clients: events, and our experiments as their feature flags. */
@NullMarked
package io.waymark.analytics.web.posthog;

import org.jspecify.annotations.NullMarked;
