package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.action.Effect;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an action comes to, before it is written.
 *
 * @param deathOrNull why, when it is dead
 * @param isStep it is left to a worker
 */
record Answered(
    ActionStatus status,
    JsonObject result,
    List<Effect> effects,
    List<KernelEvent> events,
    @Nullable Reason deathOrNull,
    boolean isStep) {
  private static final String APPROVED_BY = "approved_by";

  static Answered of(Outcome outcome) {
    if (outcome instanceof Outcome.Skipped skipped) {
      return without(ActionStatus.SKIPPED, result(skipped.reason()));
    } else if (outcome instanceof Outcome.Dead dead) {
      return dead(dead.reason());
    }
    Outcome.Completed completed = (Outcome.Completed) outcome;
    return new Answered(
        ActionStatus.COMPLETED,
        completed.result(),
        completed.effects(),
        completed.events(),
        null,
        false);
  }

  static Answered without(ActionStatus status, JsonObject result) {
    return new Answered(status, result, List.of(), List.of(), null, false);
  }

  static Answered dead(Reason reason) {
    return new Answered(ActionStatus.DEAD, result(reason), List.of(), List.of(), reason, false);
  }

  static Answered waiting(String what) {
    return without(ActionStatus.PENDING, JsonObject.of("waiting_for", what));
  }

  static Answered step(String waitingFor) {
    return new Answered(
        ActionStatus.PENDING,
        JsonObject.of("waiting_for", waitingFor),
        List.of(),
        List.of(),
        null,
        true);
  }

  static Answered noHandler(String type) {
    return without(
        ActionStatus.SKIPPED,
        result(new Reason("no_handler", "no handler is registered for " + type)));
  }

  Optional<Reason> death() {
    return Optional.ofNullable(deathOrNull);
  }

  /** Who gave the go-ahead: kept with an action's result, whatever becomes of it. */
  static JsonObject approvedBy(String by) {
    return JsonObject.of(APPROVED_BY, by);
  }

  /** What {@link #approvedBy} noted in a result; empty when there was no go-ahead. */
  static JsonObject approvalIn(JsonObject result) {
    return result.text(APPROVED_BY).map(Answered::approvedBy).orElse(JsonObject.empty());
  }

  static JsonObject result(Reason reason) {
    return JsonObject.of("reason_code", reason.code()).with("reason_text", reason.text());
  }
}
