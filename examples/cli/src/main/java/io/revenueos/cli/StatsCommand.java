package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Table;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.store.KernelStats;
import io.revenueos.kernel.store.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts what there is. */
@Command(
    name = "stats",
    header = "Count events, actions and outbox messages by status.",
    description = {
      "",
      "Over all tenants. The lag is the age of the oldest work that is due; what is paused is said on "
          + "standard error."
    })
final class StatsCommand implements Callable<Integer> {
  private static final List<String> OUTBOX = List.of("scheduled", "sent", "delivered", "failed");

  private final Host host;

  @Mixin private OutputOptions output;

  StatsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      KernelStats stats = session.kernel().control().stats();
      Duration lag = stats.lag(Instant.now());
      Map<String, Map<String, Long>> counts = counts(stats);
      host.terminal().result(output.json ? json(counts, stats, lag) : table(counts, stats, lag));
      session.kernel().control().pauses().forEach(pause -> say(pause));
      return ExitCode.OK;
    }
  }

  private static Map<String, Map<String, Long>> counts(KernelStats stats) {
    Map<String, Long> events = new LinkedHashMap<>();
    for (EventStatus status : EventStatus.values()) {
      events.put(status.stored(), stats.events().getOrDefault(status, 0L));
    }
    Map<String, Long> actions = new LinkedHashMap<>();
    for (ActionStatus status : ActionStatus.values()) {
      actions.put(status.stored(), stats.actions().getOrDefault(status, 0L));
    }
    Map<String, Long> outbox = new LinkedHashMap<>();
    OUTBOX.forEach(status -> outbox.put(status, 0L));
    outbox.putAll(new TreeMap<>(stats.outbox()));
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    counts.put("events", events);
    counts.put("actions", actions);
    counts.put("outbox", outbox);
    return counts;
  }

  private void say(Pause pause) {
    host.terminal().message(Printable.of("paused: " + Pauses.sentence(pause), 500));
  }

  private static JsonLine json(
      Map<String, Map<String, Long>> counts, KernelStats stats, Duration lag) {
    JsonLine json = new JsonLine();
    counts.forEach(
        (what, byStatus) -> {
          JsonLine section = new JsonLine();
          byStatus.forEach(section::with);
          json.with(what, section);
        });
    json.with("failed_attempts", stats.failedAttempts());
    json.with("lag_seconds", lag.toMillis() / 1000.0);
    return json;
  }

  private static Table table(
      Map<String, Map<String, Long>> counts, KernelStats stats, Duration lag) {
    Table table = Table.of("what", "status", "count");
    counts.forEach(
        (what, byStatus) ->
            byStatus.forEach((status, count) -> table.row(what, status, "%,d".formatted(count))));
    table.row("attempts", "failed", "%,d".formatted(stats.failedAttempts()));
    table.row("lag", "oldest due", String.format(Locale.ROOT, "%.1f s", lag.toMillis() / 1000.0));
    return table;
  }
}
