/** What the shop sells: home page, browsing, search and the page of a plant. */
@NullMarked
package io.waymark.sample.catalog;

import org.jspecify.annotations.NullMarked;
