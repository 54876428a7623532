package io.revenueos.kernel.action;

/**
 * One row that an action leaves behind. A handler returns effects as values; the kernel writes them
 * in the same transaction as the action's status, so each exists exactly once or not at all.
 */
public sealed interface Effect permits Task, OutboxMessage, Recommendation {
  /** What the effect is about, kept as given. */
  RowTarget target();

  /** Unique per tenant and kind of effect; a second effect with the same key is not written. */
  String idempotencyKey();
}
