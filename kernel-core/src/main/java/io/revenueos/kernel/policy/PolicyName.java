package io.revenueos.kernel.policy;

import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/**
 * A policy's name with its version: {@code revenue_os.margin.discount_guard_v1}. A policy that
 * answers differently is a new version with a new name; the old one stays in the log.
 */
public record PolicyName(String value) implements Comparable<PolicyName> {
  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*_v[1-9][0-9]{0,5}");
  private static final int MAX_LENGTH = 150;
  private static final int DECIMAL = 10;

  public PolicyName {
    if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
      throw new InvalidInputException(
          "invalid_policy",
          "policy.name",
          "expected a dotted lower-case name ending in its version, such as"
              + " revenue_os.margin.discount_guard_v1, found "
              + Text.quoted(value));
    }
  }

  public int version() {
    return Integer.parseInt(value, value.lastIndexOf('v') + 1, value.length(), DECIMAL);
  }

  /**
   * A reason whose code is this name plus a suffix.
   *
   * @param suffix with its dot: {@code .allow}
   */
  public Reason reason(String suffix, String text) {
    return new Reason(value + suffix, text);
  }

  @Override
  public int compareTo(PolicyName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
