/** The kernel's store on PostgreSQL and H2: one class per table, and the schema's migrations. */
@NullMarked
package io.revenueos.kernel.jdbc;

import org.jspecify.annotations.NullMarked;
