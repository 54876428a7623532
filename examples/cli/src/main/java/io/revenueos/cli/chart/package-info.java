/** Charts as pictures in files; needs no display. */
@NullMarked
package io.revenueos.cli.chart;

import org.jspecify.annotations.NullMarked;
