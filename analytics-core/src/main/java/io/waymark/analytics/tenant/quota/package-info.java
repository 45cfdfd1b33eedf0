/** What tenants may have, and what they have used. */
@NullMarked
package io.waymark.analytics.tenant.quota;

import org.jspecify.annotations.NullMarked;
