/** Shows to operators how the product is doing. */
@NullMarked
package io.waymark.analytics.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
