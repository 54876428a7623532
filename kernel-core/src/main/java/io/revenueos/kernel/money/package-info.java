/** Exact amounts of money. */
@NullMarked
package io.revenueos.kernel.money;

import org.jspecify.annotations.NullMarked;
