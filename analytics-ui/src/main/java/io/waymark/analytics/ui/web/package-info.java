/** Visits of the web: figures, pages, sources, countries and devices. */
@NullMarked
package io.waymark.analytics.ui.web;

import org.jspecify.annotations.NullMarked;
