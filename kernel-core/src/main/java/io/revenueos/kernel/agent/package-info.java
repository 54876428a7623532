/**
 * Actions that think: language models, what they are told, what they may use, and what they may
 * cost.
 */
@NullMarked
package io.revenueos.kernel.agent;

import org.jspecify.annotations.NullMarked;
