package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/**
 * A tool, as a model is told of it.
 *
 * @param name {@code [a-z][a-z0-9_]*}, at most 64 characters: what every provider takes
 * @param description for the model: when to use it
 * @param parameters a JSON Schema of type {@code object}
 */
public record ToolSpec(String name, String description, JsonObject parameters) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  public ToolSpec {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "invalid_tool", "name", "expected %s, found %s".formatted(NAME, Text.quoted(name)));
    }
  }
}
