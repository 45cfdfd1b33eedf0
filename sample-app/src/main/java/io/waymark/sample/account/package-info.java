/** Sign-up, login and who may see what. */
@NullMarked
package io.waymark.sample.account;

import org.jspecify.annotations.NullMarked;
