/** Secrets, encrypted before any database sees them. */
@NullMarked
package io.revenueos.kernel.jdbc.secret;

import org.jspecify.annotations.NullMarked;
