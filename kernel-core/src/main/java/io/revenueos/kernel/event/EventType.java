package io.revenueos.kernel.event;

import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/** What kind of thing happened: {@code lead_captured}. An open set; policies subscribe to it. */
public record EventType(String name) {
  static final int MAX_LENGTH = 100;
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_.]*");

  public EventType {
    if (name.length() > MAX_LENGTH || !FORM.matcher(name).matches()) {
      throw new InvalidEventException(
          "type",
          "expected [a-z][a-z0-9_.]* of at most %d characters, found %s"
              .formatted(MAX_LENGTH, Text.quoted(name)));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
