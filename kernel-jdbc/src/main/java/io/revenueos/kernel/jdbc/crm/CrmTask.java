package io.revenueos.kernel.jdbc.crm;

import io.revenueos.kernel.action.Task.Priority;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.tenant.UserId;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something for a person to do, as the kernel stored it for an action.
 *
 * @param workspaceOrNull null for a task of the whole tenant
 * @param dueAt UTC
 * @param progress how far it is
 */
public record CrmTask(
    TaskId id,
    @Nullable WorkspaceId workspaceOrNull,
    Subject subject,
    String title,
    String description,
    Priority priority,
    Instant dueAt,
    Progress progress) {

  /** The life of a task. */
  public enum Status {
    /** To be done. */
    PENDING,
    /** Done. */
    COMPLETED;

    /** The name in the database: {@code pending}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How far a task is.
   *
   * @param completedAtOrNull null while it is pending
   */
  public record Progress(
      Status status, @Nullable UserId assignedToOrNull, @Nullable Instant completedAtOrNull) {}

  /** Its place in a list of what is due soonest. */
  public TimeKey key() {
    return new TimeKey(dueAt, id.value());
  }
}
