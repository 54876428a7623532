/** The command line: one class per command, a thin host around the kernel's public API. */
@NullMarked
package io.revenueos.cli;

import org.jspecify.annotations.NullMarked;
