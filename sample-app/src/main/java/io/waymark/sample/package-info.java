/** Fernway, a plant shop that uses Waymark: the application class and what it prints when it is up. */
@NullMarked
package io.waymark.sample;

import org.jspecify.annotations.NullMarked;
