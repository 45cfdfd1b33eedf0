/** Who may do what with an app: keys and what they grant. */
@NullMarked
package io.waymark.analytics.tenant;

import org.jspecify.annotations.NullMarked;
