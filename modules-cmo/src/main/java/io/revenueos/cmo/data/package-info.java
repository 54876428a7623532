/** The AI CMO's rows: values, and the repositories that keep them, each bound to a scope. */
@NullMarked
package io.revenueos.cmo.data;

import org.jspecify.annotations.NullMarked;
