package io.revenueos.kernel.store;

import java.time.Instant;

/**
 * An attempt that failed. Kept until retention removes what it was made for.
 *
 * @param number from 1
 * @param at when it ended, UTC
 * @param node which node made it
 * @param error what it failed with; no payload
 */
public record Attempt(WorkItem item, int number, Instant at, String node, String error) {}
