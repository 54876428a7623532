/** Checks from outside that no tenant can see or touch what another one has. */
@NullMarked
package io.revenueos.kernel.jdbc.isolation;

import org.jspecify.annotations.NullMarked;
