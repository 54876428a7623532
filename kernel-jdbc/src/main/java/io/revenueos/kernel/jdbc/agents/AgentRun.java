package io.revenueos.kernel.jdbc.agents;

import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run of an agent, as it is stored.
 *
 * @param workspaceOrNull null for a run for the whole tenant
 */
public record AgentRun(
    AgentRunId id,
    @Nullable WorkspaceId workspaceOrNull,
    RunRequest request,
    Status status,
    Result result,
    Instant createdAt) {

  /** The life of a run. The last four are its end. */
  public enum Status {
    /** It waits for its turn. */
    PENDING,
    /** It was started. */
    RUNNING,
    /** It has its output. */
    COMPLETED,
    /** It ended in an error. */
    FAILED,
    /** Somebody stopped it. */
    CANCELLED,
    /** It was not allowed to run. */
    REFUSED;

    public boolean isOver() {
      return this != PENDING && this != RUNNING;
    }

    /** The name in the database: {@code completed}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What came of it.
   *
   * @param usageOrNull null while it has not ended by itself
   * @param errorOrNull why it failed, was cancelled or refused
   * @param completedAtOrNull null while it is not over
   */
  public record Result(
      JsonObject output,
      @Nullable RunUsage usageOrNull,
      @Nullable String errorOrNull,
      @Nullable Instant completedAtOrNull) {}

  /** Its place in a list of the newest first. */
  public TimeKey key() {
    return new TimeKey(createdAt, id.value());
  }
}
