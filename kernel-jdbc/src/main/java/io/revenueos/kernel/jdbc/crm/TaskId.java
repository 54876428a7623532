package io.revenueos.kernel.jdbc.crm;

import java.util.UUID;

/** A row of {@code tasks}. */
public record TaskId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
