/** Requests and answers of the HTTP API: who asks, what was sent, what comes back, and problems. */
@NullMarked
package io.waymark.analytics.web.exchange;

import org.jspecify.annotations.NullMarked;
