/** Campaigns, messages, and how a tenant reaches its providers. */
@NullMarked
package io.revenueos.kernel.jdbc.channels;

import org.jspecify.annotations.NullMarked;
