/** The measuring: contenders take turns on one database server, and are counted in memory. */
@NullMarked
package io.revenueos.benchmarks.load;

import org.jspecify.annotations.NullMarked;
