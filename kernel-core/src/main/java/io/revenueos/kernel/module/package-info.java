/** What plugs in: manifests, executive modules and their registry. */
@NullMarked
package io.revenueos.kernel.module;

import org.jspecify.annotations.NullMarked;
