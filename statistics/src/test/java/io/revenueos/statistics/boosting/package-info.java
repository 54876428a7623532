@NullMarked
package io.revenueos.statistics.boosting;

import org.jspecify.annotations.NullMarked;
