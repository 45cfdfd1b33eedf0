/** Auto-configuration of tenants, apps, keys and quotas. */
@NullMarked
package io.waymark.analytics.autoconfigure.tenant;

import org.jspecify.annotations.NullMarked;
