/** Databases for tests: a real PostgreSQL, and H2, empty and migrated. */
@NullMarked
package io.revenueos.kernel.jdbc.testkit;

import org.jspecify.annotations.NullMarked;
