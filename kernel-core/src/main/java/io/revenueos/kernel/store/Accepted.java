package io.revenueos.kernel.store;

import io.revenueos.kernel.event.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * An event that was accepted.
 *
 * @param stampOrNull what its partition of the queue bore then (see {@link FreshEvent}), if nothing
 *     else was in it; null otherwise, for a duplicate, and when the store does not say
 */
public record Accepted(Receipt receipt, @Nullable Long stampOrNull) {}
