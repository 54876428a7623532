package io.revenueos.kernel.store;

import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.AgentRunRecord.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param output its answer; empty unless it completed
 * @param errorOrNull why it did not complete
 * @param generatedByOrNull who worded the answer: a model's name, or {@code offline}
 * @param modelOrNull which version of the model, as its provider names it
 */
public record AgentRunEnd(
    Status status,
    JsonObject output,
    @Nullable String errorOrNull,
    @Nullable String generatedByOrNull,
    @Nullable String modelOrNull,
    Duration took) {

  /** It may not go on. */
  public static AgentRunEnd refused(Reason reason) {
    return new AgentRunEnd(
        Status.REFUSED, JsonObject.empty(), reason.text(), null, null, Duration.ZERO);
  }
}
