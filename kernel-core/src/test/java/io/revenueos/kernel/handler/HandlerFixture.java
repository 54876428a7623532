package io.revenueos.kernel.handler;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** One action, handled at one moment, with or without a row behind its target. */
record HandlerFixture(JsonObject payload, Directory.@Nullable Entry rowOrNull) {
  static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
  static final UUID ROW = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  static final Reason REASON = new Reason("test.reason", "Call them back");

  static HandlerFixture payload(String key, @Nullable Object value) {
    return new HandlerFixture(JsonObject.of(key, value), null);
  }

  static HandlerFixture empty() {
    return new HandlerFixture(JsonObject.empty(), null);
  }

  HandlerFixture row(@Nullable String email, @Nullable String phone) {
    return new HandlerFixture(payload, new Directory.Entry(ROW, email, phone));
  }

  static KernelAction action(ActionType type, Target.Kind kind) {
    return KernelAction.of(type, Target.of(kind, "X-1"), REASON);
  }

  Outcome handle(ActionHandler handler, KernelAction action) {
    ActionContext context =
        new ActionContext(
            new EventId(7),
            TestEvents.event().withAll(payload).build(),
            NOW,
            target -> Optional.ofNullable(rowOrNull));
    return handler.handle(action, context);
  }

  /** The one effect that the action came to. */
  <E extends Effect> E effect(ActionHandler handler, KernelAction action, Class<E> kind) {
    Outcome outcome = handle(handler, action);
    Assertions.assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    Outcome.Completed completed = (Outcome.Completed) outcome;
    Assertions.assertThat(completed.events()).isEmpty();
    Assertions.assertThat(completed.effects()).hasSize(1).first().isInstanceOf(kind);
    return kind.cast(completed.effects().get(0));
  }
}
