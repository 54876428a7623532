/** Is variant B really better? Units are compared, not rows. */
@NullMarked
package io.revenueos.cmo.experiment;

import org.jspecify.annotations.NullMarked;
