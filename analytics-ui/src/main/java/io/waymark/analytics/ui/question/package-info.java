/** The question bar: when, against what, who, on which clock. */
@NullMarked
package io.waymark.analytics.ui.question;

import org.jspecify.annotations.NullMarked;
