/** The HTTP API. */
@NullMarked
package io.waymark.analytics.web;

import org.jspecify.annotations.NullMarked;
