package io.revenueos.kernel.store;

import io.revenueos.kernel.event.RecordedEvent;

/** An action that a node has leased, with the event it goes back to. */
public record LeasedStep(StepEntry entry, RecordedAction action, RecordedEvent event) {}
