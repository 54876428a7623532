/** Tests of {@code io.revenueos.cli.input}. */
@NullMarked
package io.revenueos.cli.input;

import org.jspecify.annotations.NullMarked;
