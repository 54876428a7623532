/** Whether a difference between groups is one, how large it may be, and what it takes to see it. */
@NullMarked
package io.revenueos.statistics.inference;

import org.jspecify.annotations.NullMarked;
