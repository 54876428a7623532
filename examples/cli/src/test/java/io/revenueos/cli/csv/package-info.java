/** Tests of {@code io.revenueos.cli.deals}. */
@NullMarked
package io.revenueos.cli.csv;

import org.jspecify.annotations.NullMarked;
