/** Tests of the meters. */
@NullMarked
package io.revenueos.kernel.micrometer;

import org.jspecify.annotations.NullMarked;
