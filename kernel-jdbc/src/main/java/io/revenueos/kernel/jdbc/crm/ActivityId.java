package io.revenueos.kernel.jdbc.crm;

import java.util.UUID;

/** A row of {@code lead_activities}. */
public record ActivityId(UUID value) {
  static ActivityId next() {
    return new ActivityId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
