package io.revenueos.kernel.store;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Recommendation;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.json.JsonObject;

/** An effect as a person would look at it; the JDBC store reads the same columns. */
final class EffectSummary {
  private EffectSummary() {}

  static RecordedEffect of(ActionId action, String id, Effect effect) {
    if (effect instanceof Task task) {
      return new RecordedEffect(
          action,
          "tasks",
          id,
          JsonObject.of("title", task.title())
              .with("due_date", task.dueAt())
              .with("priority", task.priority().stored())
              .with("status", "pending"));
    } else if (effect instanceof OutboxMessage message) {
      return new RecordedEffect(
          action,
          "channel_outbox",
          id,
          JsonObject.of("channel", message.channel().stored())
              .with("recipient", message.recipient())
              .with("scheduled_at", message.scheduledAt())
              .with("status", "scheduled"));
    } else if (effect instanceof Recommendation recommendation) {
      return new RecordedEffect(
          action,
          "cro_recommendations",
          id,
          JsonObject.of("rec_type", recommendation.kind().stored())
              .with("title", recommendation.title())
              .with("priority", recommendation.priority().stored())
              .with("status", "open"));
    }
    throw new IllegalStateException("unknown effect: " + effect.getClass());
  }
}
