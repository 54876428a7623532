package io.revenueos.kernel.action;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.regex.Pattern;

/** What kind of thing is to be done: {@code TASK_CREATE}. An open set; handlers serve types. */
public record ActionType(String name) {
  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

  public static final ActionType FOLLOW_UP = new ActionType("FOLLOW_UP");
  public static final ActionType TASK_CREATE = new ActionType("TASK_CREATE");
  public static final ActionType OUTBOUND_EMAIL = new ActionType("OUTBOUND_EMAIL");
  public static final ActionType OUTBOUND_SMS = new ActionType("OUTBOUND_SMS");
  public static final ActionType OUTBOUND_VOICE = new ActionType("OUTBOUND_VOICE");
  public static final ActionType BLOCK_DISCOUNT = new ActionType("BLOCK_DISCOUNT");
  public static final ActionType REQUIRE_OVERRIDE = new ActionType("REQUIRE_OVERRIDE");
  public static final ActionType UPSELL_TRIGGER = new ActionType("UPSELL_TRIGGER");
  public static final ActionType RENEWAL_NUDGE = new ActionType("RENEWAL_NUDGE");
  public static final ActionType AGENT_RUN = new ActionType("AGENT_RUN");
  public static final ActionType NOOP = new ActionType("NOOP");

  public ActionType {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidInputException(
          "invalid_action",
          "action_type",
          "expected %s, found %s".formatted(FORM, Text.quoted(name)));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
