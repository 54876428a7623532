package io.revenueos.kernel.event;

/**
 * Why the kernel itself emitted an event: the action whose outcome asked for it.
 *
 * @param actionId the number of that action
 * @param depth how many actions lie between this event and the one that came from outside; 1 for
 *     the first
 */
public record Causation(long actionId, int depth) {}
