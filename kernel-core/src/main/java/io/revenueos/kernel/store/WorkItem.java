package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.EventId;
import java.util.Locale;

/** What can be attempted, fail, and end up dead: an event or an action. */
public record WorkItem(Kind kind, long id) {
  /** Stored by its name in lower case. */
  public enum Kind {
    /** Processing an event: its policies and what commits with them. */
    EVENT,
    /** Carrying out one action outside its event's transaction. */
    ACTION;

    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind ofStored(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }

  public static WorkItem of(EventId id) {
    return new WorkItem(Kind.EVENT, id.value());
  }

  public static WorkItem of(ActionId id) {
    return new WorkItem(Kind.ACTION, id.value());
  }

  @Override
  public String toString() {
    return kind.stored() + " " + id;
  }
}
