package io.revenueos.kernel.agent;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/**
 * The form a model's answer must have.
 *
 * @param name {@code [a-z][a-z0-9_]*}, at most 64 characters: providers ask for one
 * @param schema a JSON Schema of type {@code object}
 */
public record AnswerSpec(String name, JsonObject schema) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  public AnswerSpec {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "invalid_answer_spec",
          "name",
          "expected %s, found %s".formatted(NAME, Text.quoted(name)));
    }
  }
}
