/** What can go wrong, named for what the caller can do about it. Imports nothing. */
@NullMarked
package io.revenueos.kernel.error;

import org.jspecify.annotations.NullMarked;
