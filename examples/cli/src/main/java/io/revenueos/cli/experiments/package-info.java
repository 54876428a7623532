/** A file of measurements, as the check of experiments takes them. */
@NullMarked
package io.revenueos.cli.experiments;

import org.jspecify.annotations.NullMarked;
