/** A campaign's rates, budgets and limits: exact arithmetic, with what it was computed from. */
@NullMarked
package io.revenueos.cmo.numbers;

import org.jspecify.annotations.NullMarked;
