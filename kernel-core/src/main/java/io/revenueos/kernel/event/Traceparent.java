package io.revenueos.kernel.event;

import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/**
 * The trace an event belongs to, as in <a href="https://www.w3.org/TR/trace-context/">W3C Trace
 * Context</a>: {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}.
 */
public record Traceparent(String value) {
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  public Traceparent {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidEventException(
          "traceparent",
          "expected version-traceid-parentid-flags in lower-case hex (W3C Trace Context), found "
              + Text.quoted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
