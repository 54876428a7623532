/** The PostgreSQL server that is measured on. */
@NullMarked
package io.revenueos.benchmarks.server;

import org.jspecify.annotations.NullMarked;
