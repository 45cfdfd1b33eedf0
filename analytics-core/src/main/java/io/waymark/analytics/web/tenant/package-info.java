/** Tenants, apps and keys over HTTP. */
@NullMarked
package io.waymark.analytics.web.tenant;

import org.jspecify.annotations.NullMarked;
