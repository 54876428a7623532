/** The documentation, held to its word: its code compiles and runs, its commands exist. */
@NullMarked
package io.revenueos.cli.docs;

import org.jspecify.annotations.NullMarked;
