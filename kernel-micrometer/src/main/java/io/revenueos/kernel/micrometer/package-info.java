/** The kernel's figures as Micrometer meters. */
@NullMarked
package io.revenueos.kernel.micrometer;

import org.jspecify.annotations.NullMarked;
