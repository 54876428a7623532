package io.revenueos.kernel.tenant;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.UUID;

/** The ownership boundary: every row belongs to exactly one tenant. */
public record TenantId(UUID value) {
  /**
   * @param field the name of the input field, for the error
   * @throws InvalidInputException unless {@code text} is a UUID in its 36-character form
   */
  public static TenantId parse(String field, String text) {
    return new TenantId(Uuids.parse(field, text));
  }

  public static TenantId of(String text) {
    return parse("tenant_id", text);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
