/** The runs of modules' agents. */
@NullMarked
package io.revenueos.kernel.jdbc.agents;

import org.jspecify.annotations.NullMarked;
