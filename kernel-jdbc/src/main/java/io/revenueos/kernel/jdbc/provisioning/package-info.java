/** Setting up a tenant as a whole, from data: once or as often as one likes. */
@NullMarked
package io.revenueos.kernel.jdbc.provisioning;

import org.jspecify.annotations.NullMarked;
