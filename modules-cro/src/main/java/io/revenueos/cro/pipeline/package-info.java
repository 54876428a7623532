/** A tenant's deals as values: what was sold when, what is open, and which rows cannot be used. */
@NullMarked
package io.revenueos.cro.pipeline;

import org.jspecify.annotations.NullMarked;
