/** Creates tenants, apps and keys, and knows the stored keys. */
@NullMarked
package io.waymark.analytics.tenant.admin;

import org.jspecify.annotations.NullMarked;
