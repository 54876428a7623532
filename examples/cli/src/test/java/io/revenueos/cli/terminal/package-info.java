/** Tests of {@code io.revenueos.cli.terminal}. */
@NullMarked
package io.revenueos.cli.terminal;

import org.jspecify.annotations.NullMarked;
