/** People: which distinct ids are which person. */
@NullMarked
package io.waymark.analytics.person;

import org.jspecify.annotations.NullMarked;
