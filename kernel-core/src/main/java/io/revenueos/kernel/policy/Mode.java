package io.revenueos.kernel.policy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.Locale;

/** Whether a policy's answer is only recorded, or acted upon. */
public enum Mode {
  /** Decisions and actions are recorded; nothing is executed and no guard holds anyone back. */
  SHADOW,
  /** Actions are executed and guards bind. */
  ENFORCE;

  /** The name in the database and in JSON: {@code shadow}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param field the path of the value, for the error
   * @throws InvalidInputException unless the text is {@code shadow} or {@code enforce}
   */
  public static Mode parse(String field, String text) {
    for (Mode mode : values()) {
      if (mode.stored().equals(text)) {
        return mode;
      }
    }
    throw new InvalidInputException(
        "invalid_mode", field, "expected shadow or enforce, found " + Text.quoted(text));
  }
}
