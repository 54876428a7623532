/** The AI CRO's agents: what they compute, what they say without a model, and what they keep. */
@NullMarked
package io.revenueos.cro.agents;

import org.jspecify.annotations.NullMarked;
