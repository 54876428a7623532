/** The kernel, as a host embeds it. */
@NullMarked
package io.revenueos.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
