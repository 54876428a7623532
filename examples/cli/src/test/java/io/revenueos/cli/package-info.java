/** Tests of the command line, as its users meet it. */
@NullMarked
package io.revenueos.cli;

import org.jspecify.annotations.NullMarked;
