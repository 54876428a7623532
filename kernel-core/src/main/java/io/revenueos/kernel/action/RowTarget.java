package io.revenueos.kernel.action;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A target, and its row in the kernel's own tables where there is one.
 *
 * @param rowIdOrNull null when the target lives only in the host's systems
 */
public record RowTarget(Target target, @Nullable UUID rowIdOrNull) {
  public Optional<UUID> rowId() {
    return Optional.ofNullable(rowIdOrNull);
  }

  /** The id of the row, if the target is of that kind and has one. */
  public @Nullable UUID rowIdIf(Target.Kind kind) {
    return target.kind() == kind ? rowIdOrNull : null;
  }
}
