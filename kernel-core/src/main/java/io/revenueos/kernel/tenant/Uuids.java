package io.revenueos.kernel.tenant;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@link UUID#fromString} takes {@code 1-1-1-1-1}; an ownership boundary must not. */
final class Uuids {
  private static final Pattern CANONICAL =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private Uuids() {}

  static UUID parse(String field, String text) {
    if (!CANONICAL.matcher(text).matches()) {
      throw new InvalidInputException(
          "invalid_id", field, "expected a UUID, found " + Text.quoted(text));
    }
    return UUID.fromString(text);
  }
}
