/** Work in the background: how a host sets it up, and how it looks on. */
@NullMarked
package io.revenueos.kernel.runtime;

import org.jspecify.annotations.NullMarked;
