/** The PostgreSQL server that comes with the sample when no other database is given. */
@NullMarked
package io.waymark.sample.database;

import org.jspecify.annotations.NullMarked;
