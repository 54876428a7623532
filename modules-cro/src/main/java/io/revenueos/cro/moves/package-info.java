/** What is worth doing next: revenue moves by expected value, and the gap they close. */
@NullMarked
package io.revenueos.cro.moves;

import org.jspecify.annotations.NullMarked;
