/** The port: what the kernel needs from a database, and the in-memory store. */
@NullMarked
package io.revenueos.kernel.store;

import org.jspecify.annotations.NullMarked;
