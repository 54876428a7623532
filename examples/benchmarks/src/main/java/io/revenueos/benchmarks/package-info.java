/** The kernel beside the database's own speed and its peers: one program, one database. */
@NullMarked
package io.revenueos.benchmarks;

import org.jspecify.annotations.NullMarked;
