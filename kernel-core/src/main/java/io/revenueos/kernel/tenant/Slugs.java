package io.revenueos.kernel.tenant;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/** Names for people and URLs: lower-case words joined by hyphens. */
final class Slugs {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int MAX_LENGTH = 100;

  private Slugs() {}

  static void check(String code, String slug) {
    Text.name(code, "slug", slug, MAX_LENGTH);
    if (!FORM.matcher(slug).matches()) {
      throw new InvalidInputException(
          code, "slug", "expected lower-case words joined by hyphens, found " + Text.quoted(slug));
    }
  }
}
