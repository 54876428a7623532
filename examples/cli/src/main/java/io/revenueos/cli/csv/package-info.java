/** CSV files, record by record; a broken record spoils no other. */
@NullMarked
package io.revenueos.cli.csv;

import org.jspecify.annotations.NullMarked;
