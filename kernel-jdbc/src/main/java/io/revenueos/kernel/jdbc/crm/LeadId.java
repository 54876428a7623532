package io.revenueos.kernel.jdbc.crm;

import java.util.UUID;

/** A row of {@code leads}. */
public record LeadId(UUID value) {
  static LeadId next() {
    return new LeadId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
