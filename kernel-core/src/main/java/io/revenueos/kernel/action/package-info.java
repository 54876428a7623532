/**
 * What may be done: the action a policy asks for, the handler that carries it out, its outcome and
 * effects.
 */
@NullMarked
package io.revenueos.kernel.action;

import org.jspecify.annotations.NullMarked;
