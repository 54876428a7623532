package io.revenueos.kernel.jdbc.crm;

import java.util.UUID;

/** A row of {@code deals}. */
public record DealId(UUID value) {
  static DealId next() {
    return new DealId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
