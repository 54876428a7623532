package io.revenueos.kernel.action;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.Text;
import java.util.Locale;

/**
 * What an action is about. It need not be a row of the kernel's own tables: a host keeps its own
 * CRM, with ids of any form, and effects keep kind and id as given.
 */
public record Target(Kind kind, String id) {
  /** The closed set of things an action can be about. */
  public enum Kind {
    DEAL,
    INVOICE,
    ACCOUNT,
    CONTACT,
    LEAD,
    BOOKING,
    CAMPAIGN;

    /** The name in the database and in JSON: {@code deal}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind ofStored(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }

  public Target {
    Text.name("invalid_action", "target.id", id, 255);
  }

  public static Target of(Kind kind, String id) {
    return new Target(kind, id);
  }

  /**
   * @throws InvalidInputException naming the kinds there are
   */
  public static Target of(String kind, String id) {
    for (Kind known : Kind.values()) {
      if (known.stored().equals(kind)) {
        return new Target(known, id);
      }
    }
    throw new InvalidInputException(
        "invalid_action",
        "target.kind",
        "expected deal, invoice, account, contact, lead, booking or campaign, found "
            + Text.quoted(kind));
  }

  @Override
  public String toString() {
    return kind.stored() + " " + id;
  }
}
