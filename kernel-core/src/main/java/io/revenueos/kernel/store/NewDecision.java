package io.revenueos.kernel.store;

import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.policy.KernelDecision;

/** A decision about to be recorded; its actions are recorded as {@link NewAction}. */
public record NewDecision(DecisionId id, RecordedEvent event, KernelDecision decision) {}
