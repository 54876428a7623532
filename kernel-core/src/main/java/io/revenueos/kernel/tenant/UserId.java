package io.revenueos.kernel.tenant;

import io.revenueos.kernel.error.InvalidInputException;
import java.util.UUID;

/** A person, by the id that the host's own sign-in gives. */
public record UserId(UUID value) {
  /**
   * @param field the name of the input field, for the error
   * @throws InvalidInputException unless {@code text} is a UUID in its 36-character form
   */
  public static UserId parse(String field, String text) {
    return new UserId(Uuids.parse(field, text));
  }

  public static UserId of(String text) {
    return parse("user_id", text);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
