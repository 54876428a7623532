/** Hand-written JDBC: how fast the database itself is with the kernel's rows, and with others. */
@NullMarked
package io.revenueos.benchmarks.ceiling;

import org.jspecify.annotations.NullMarked;
