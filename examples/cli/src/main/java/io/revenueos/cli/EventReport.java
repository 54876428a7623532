package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of one event, for programs and for people. */
final class EventReport {
  private EventReport() {}

  static JsonLine json(long line, ProcessedEvent processed) {
    return JsonLine.of("line", line)
        .with("event_id", processed.eventId().value())
        .with("status", processed.status().stored())
        .with("duplicate", processed.duplicate())
        .with("decisions", processed.decisions().stream().map(EventReport::decision).toList())
        .with("error", processed.error().map(EventReport::failure));
  }

  /** The error of an event that failed. */
  static JsonLine failure(String message) {
    return JsonLine.of("code", "event_failed").with("message", message);
  }

  private static JsonLine decision(RecordedDecision decision) {
    return JsonLine.of("decision_id", decision.id().value())
        .with("rule_name", decision.decision().rule().value())
        .with("decision_outcome", decision.decision().outcome().stored())
        .with("reason_code", decision.decision().reason().code())
        .with("actions", decision.actions().stream().map(EventReport::action).toList());
  }

  private static JsonLine action(RecordedAction action) {
    return JsonLine.of("action_id", action.id().value())
        .with("action_type", action.action().type().name())
        .with("status", action.status().stored())
        .with("reason_code", action.action().reason().code())
        .with("result", Optional.of(action.result()).filter(result -> !result.keys().isEmpty()));
  }

  static String human(long line, ProcessedEvent processed) {
    return "line %d: event %s %s%s, %s: %s"
        .formatted(
            line,
            processed.eventId(),
            processed.status().stored(),
            processed.duplicate() ? " (duplicate)" : "",
            subject(processed.event().event()),
            outcome(processed));
  }

  /** What happened to what: {@code lead_captured of lead L-1}. */
  static String subject(KernelEvent event) {
    return Printable.of("%s of %s".formatted(event.type(), event.entity()), 80);
  }

  private static String outcome(ProcessedEvent processed) {
    if (processed.error().isPresent()) {
      return Printable.of(processed.error().get(), 200);
    }
    if (processed.status() == EventStatus.PENDING) {
      return "waits because of a pause, until revenue resume";
    }
    return processed.decisions().isEmpty()
        ? "no policy answers it"
        : processed.decisions().stream().map(EventReport::answer).collect(Collectors.joining("; "));
  }

  private static String answer(RecordedDecision decision) {
    String mode = decision.decision().enforced() ? "" : " (shadow)";
    if (decision.decision().outcome() != DecisionOutcome.EMIT_ACTIONS) {
      return "%s%s, %s"
          .formatted(
              decision.decision().outcome().stored(), mode, decision.decision().reason().code());
    }
    return decision.actions().stream()
            .map(action -> action.action().type() + " " + action.status().stored())
            .collect(Collectors.joining(", "))
        + mode;
  }
}
