/** Who: the tenant, its workspace, and the scope that every call carries. */
@NullMarked
package io.revenueos.kernel.tenant;

import org.jspecify.annotations.NullMarked;
