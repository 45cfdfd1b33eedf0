/** Settings: apps and their keys, tenants and their quotas. */
@NullMarked
package io.waymark.analytics.ui.settings;

import org.jspecify.annotations.NullMarked;
