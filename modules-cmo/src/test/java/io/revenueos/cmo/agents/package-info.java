/** The AI CMO's agents, run by a real kernel. */
@NullMarked
package io.revenueos.cmo.agents;

import org.jspecify.annotations.NullMarked;
