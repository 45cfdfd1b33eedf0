/** Sets up the HTTP API. */
@NullMarked
package io.waymark.analytics.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
