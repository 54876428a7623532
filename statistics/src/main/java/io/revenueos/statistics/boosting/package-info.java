/** Gradient boosted trees whose every answer can be taken apart into what each column added. */
@NullMarked
package io.revenueos.statistics.boosting;

import org.jspecify.annotations.NullMarked;
