package io.revenueos.cli;

import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what became of the lines of a file. Not thread-safe. */
final class Tally {
  private final Map<ActionStatus, Long> actions = new EnumMap<>(ActionStatus.class);
  private long accepted;
  private long duplicates;
  private long refused;
  private long completed;
  private long failed;
  private long waiting;

  void refused() {
    refused++;
  }

  void accepted(Receipt receipt) {
    count(receipt.duplicate());
  }

  void processed(ProcessedEvent event) {
    count(event.duplicate());
    if (event.status() == EventStatus.COMPLETED) {
      completed++;
    } else if (event.status() == EventStatus.PENDING) {
      waiting++;
    } else {
      failed++;
    }
    for (RecordedDecision decision : event.decisions()) {
      for (RecordedAction action : decision.actions()) {
        actions.merge(action.status(), 1L, Long::sum);
      }
    }
  }

  private void count(boolean duplicate) {
    if (duplicate) {
      duplicates++;
    } else {
      accepted++;
    }
  }

  int exitCode() {
    boolean actionFailed =
        actions.containsKey(ActionStatus.FAILED) || actions.containsKey(ActionStatus.DEAD);
    if (failed > 0 || actionFailed) {
      return ExitCode.FAILED;
    }
    return refused > 0 ? ExitCode.REFUSED : ExitCode.OK;
  }

  /** What came of it, in a sentence. */
  String summary(Duration elapsed) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%,d accepted, %,d %s, %,d refused"
            .formatted(
                accepted, duplicates, duplicates == 1 ? "duplicate" : "duplicates", refused));
    if (completed + failed + waiting > 0) {
      out.append("; %,d completed, %,d failed".formatted(completed, failed));
    }
    if (waiting > 0) {
      out.append(", %,d pending because of a pause".formatted(waiting));
    }
    if (!actions.isEmpty()) {
      out.append("; actions: ")
          .append(
              actions.entrySet().stream()
                  .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey().stored()))
                  .collect(Collectors.joining(", ")));
    }
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    return out.append(
            String.format(
                Locale.ROOT,
                "; %.1f s, %,.0f events/s",
                seconds,
                (accepted + duplicates) / seconds))
        .toString();
  }
}
