/** What a new tenant's export says about how it sells. */
@NullMarked
package io.revenueos.cro.setup;

import org.jspecify.annotations.NullMarked;
