/** The review of a single deal by the contract's rubric: points, risks and what to do next. */
@NullMarked
package io.revenueos.cro.review;

import org.jspecify.annotations.NullMarked;
