package io.revenueos.kernel.module;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/** A module's id: {@code ai_cro}. */
public record ModuleId(String value) implements Comparable<ModuleId> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,49}");

  public ModuleId {
    if (!isValid(value)) {
      throw new InvalidInputException(
          "invalid_module", "module", "expected %s, found %s".formatted(FORM, Text.quoted(value)));
    }
  }

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(ModuleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
