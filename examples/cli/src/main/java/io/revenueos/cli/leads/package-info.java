/** A file of leads: its rows, what became of them, and which of them cannot be counted. */
@NullMarked
package io.revenueos.cli.leads;

import org.jspecify.annotations.NullMarked;
