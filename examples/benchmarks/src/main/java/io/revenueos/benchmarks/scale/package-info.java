/** The kernel against itself: beside another tenant's backlog, and on top of a long history. */
@NullMarked
package io.revenueos.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
