/** JSON as an immutable value that every database of the kernel stores verbatim. */
@NullMarked
package io.revenueos.kernel.json;

import org.jspecify.annotations.NullMarked;
