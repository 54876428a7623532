/** The libraries one would use instead of the kernel, each tuned as its documentation advises. */
@NullMarked
package io.revenueos.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
