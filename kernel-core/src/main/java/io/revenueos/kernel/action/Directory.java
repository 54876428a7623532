package io.revenueos.kernel.action;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the row behind a target, within the tenant of the transaction it belongs to. */
public interface Directory {
  /** The row; empty when the target lives only in the host's systems or belongs to someone else. */
  Optional<Entry> find(Target target);

  /**
   * A target's row, as far as handlers need it.
   *
   * @param emailOrNull null when the row has none
   * @param phoneOrNull null when the row has none
   */
  record Entry(UUID rowId, @Nullable String emailOrNull, @Nullable String phoneOrNull) {}
}
