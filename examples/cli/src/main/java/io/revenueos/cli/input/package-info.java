/** What the CLI reads: files and standard input, line by line, in constant memory. */
@NullMarked
package io.revenueos.cli.input;

import org.jspecify.annotations.NullMarked;
