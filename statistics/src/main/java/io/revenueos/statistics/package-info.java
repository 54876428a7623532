/** Probabilities learned from data, and how good they are. */
@NullMarked
package io.revenueos.statistics;

import org.jspecify.annotations.NullMarked;
