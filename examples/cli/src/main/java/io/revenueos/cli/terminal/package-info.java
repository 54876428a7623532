/** How the CLI speaks: streams, tables, trees, JSON lines, the progress bar. */
@NullMarked
package io.revenueos.cli.terminal;

import org.jspecify.annotations.NullMarked;
