/** Processes that work on one database, are killed again and again, and what they leave behind. */
@NullMarked
package io.revenueos.kernel.jdbc.kill;

import org.jspecify.annotations.NullMarked;
