package io.revenueos.kernel.tenant;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.UUID;

/** The scope a user sees inside a tenant. Never interchangeable with a {@link TenantId}. */
public record WorkspaceId(UUID value) {
  /**
   * @param field the name of the input field, for the error
   * @throws InvalidInputException unless {@code text} is a UUID in its 36-character form
   */
  public static WorkspaceId parse(String field, String text) {
    return new WorkspaceId(Uuids.parse(field, text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
