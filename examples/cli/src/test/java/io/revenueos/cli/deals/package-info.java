/** Tests of {@code io.revenueos.cli.deals}. */
@NullMarked
package io.revenueos.cli.deals;

import org.jspecify.annotations.NullMarked;
