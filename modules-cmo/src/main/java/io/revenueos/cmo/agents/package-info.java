/** The AI CMO's six agents: what each computes, what a model may word, and the rows it leaves. */
@NullMarked
package io.revenueos.cmo.agents;

import org.jspecify.annotations.NullMarked;
