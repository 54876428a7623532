package io.revenueos.kernel.tenant;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/**
 * What a person is allowed to do inside a tenant: {@code admin}, {@code sales}, {@code marketer}.
 */
public record Role(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,49}");

  public static final Role ADMIN = new Role("admin");
  public static final Role MANAGER = new Role("manager");

  public Role {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidInputException(
          "invalid_role", "role", "expected %s, found %s".formatted(FORM, Text.quoted(name)));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
