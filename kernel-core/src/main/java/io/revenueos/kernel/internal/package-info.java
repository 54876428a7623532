/** The machinery behind {@code Kernel}: not for hosts; only the root package uses it. */
@NullMarked
package io.revenueos.kernel.internal;

import org.jspecify.annotations.NullMarked;
