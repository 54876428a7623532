package io.revenueos.kernel.event;

/**
 * What the caller holds after an event was accepted: it is committed.
 *
 * @param duplicate the event had been accepted before; {@code eventId} is the first one's, and this
 *     call caused nothing
 */
public record Receipt(EventId eventId, boolean duplicate) {}
