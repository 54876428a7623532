/** Forecasts of closed-won value that choose their method by what each was worth in the past. */
@NullMarked
package io.revenueos.cro.forecast;

import org.jspecify.annotations.NullMarked;
