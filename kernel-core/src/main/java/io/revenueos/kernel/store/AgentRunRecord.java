package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.agent.Spend;
import io.revenueos.kernel.json.JsonObject;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of an agent, as far as the kernel goes by it.
 *
 * @param output its answer; empty until it completed
 * @param spent what it took so far
 */
public record AgentRunRecord(
    UUID id,
    ActionId action,
    String module,
    String agent,
    Status status,
    JsonObject output,
    @Nullable String errorOrNull,
    @Nullable String generatedByOrNull,
    Spend spent) {

  /** How a run stands. */
  public enum Status {
    /** Somebody works on it, or will again. */
    RUNNING,
    /** It gave an answer. */
    COMPLETED,
    /** It gave none. */
    FAILED,
    /** Somebody stopped it. */
    CANCELLED,
    /** It was not allowed to begin. */
    REFUSED;

    /** The name in the database: {@code running}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
