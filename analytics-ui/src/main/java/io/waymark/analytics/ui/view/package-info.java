/** What all pages share: templates, words, formats, links, panels. */
@NullMarked
package io.waymark.analytics.ui.view;

import org.jspecify.annotations.NullMarked;
