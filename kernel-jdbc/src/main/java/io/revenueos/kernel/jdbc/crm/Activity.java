package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.jdbc.RowCheck;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened with a lead or a deal, as it is stored. Never changed.
 *
 * @param workspaceOrNull null for an activity of the whole tenant
 * @param leadOrNull null for an activity of a deal alone
 * @param dealOrNull null for an activity of a lead alone
 */
public record Activity(
    ActivityId id,
    @Nullable WorkspaceId workspaceOrNull,
    @Nullable LeadId leadOrNull,
    @Nullable DealId dealOrNull,
    Happening what,
    @Nullable UserId createdByOrNull) {

  /** The kinds of activity. */
  public enum Kind {
    EMAIL,
    SMS,
    CALL,
    MEETING,
    NOTE,
    TASK,
    STAGE_CHANGE,
    FORM,
    OTHER;

    /** The name in the database: {@code stage_change}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What happened.
   *
   * @param at UTC, kept in microseconds
   * @param details free for the host
   */
  public record Happening(Kind kind, Instant at, JsonObject details) {
    public static Happening of(Kind kind, Instant at) {
      return new Happening(kind, at, JsonObject.empty());
    }

    public Happening with(JsonObject newDetails) {
      return new Happening(kind, at, newDetails);
    }

    void check() {
      RowCheck check = new RowCheck("invalid_activity");
      check.time("occurred_at", at);
      check.json("details", details);
    }
  }

  /** Its place in a list of the newest first. */
  public TimeKey key() {
    return new TimeKey(what.at(), id.value());
  }
}
