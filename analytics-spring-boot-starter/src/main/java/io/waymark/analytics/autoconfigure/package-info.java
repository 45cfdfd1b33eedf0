/** Sets the product up inside a Spring Boot application. */
@NullMarked
package io.waymark.analytics.autoconfigure;

import org.jspecify.annotations.NullMarked;
