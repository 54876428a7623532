/**
 * Who: the tenant, its workspaces and users, its modules, and the scope that every call carries.
 */
@NullMarked
package io.revenueos.kernel.tenant;

import org.jspecify.annotations.NullMarked;
