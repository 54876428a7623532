package io.revenueos.kernel.jdbc.crm;

import java.util.UUID;

/** A row of {@code crm_contacts}. */
public record ContactId(UUID value) {
  static ContactId next() {
    return new ContactId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
