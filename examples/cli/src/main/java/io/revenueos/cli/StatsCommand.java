package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Table;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.store.KernelStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts what there is. */
@Command(
    name = "stats",
    header = "Count events, actions and outbox messages by status.",
    description = {"", "Over all tenants."})
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
      Map<String, Map<String, Long>> counts = counts(session.kernel().stats());
      host.terminal().result(output.json ? json(counts) : table(counts));
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

  private static JsonLine json(Map<String, Map<String, Long>> counts) {
    JsonLine json = new JsonLine();
    counts.forEach(
        (what, byStatus) -> {
          JsonLine section = new JsonLine();
          byStatus.forEach(section::with);
          json.with(what, section);
        });
    return json;
  }

  private static Table table(Map<String, Map<String, Long>> counts) {
    Table table = Table.of("what", "status", "count");
    counts.forEach(
        (what, byStatus) ->
            byStatus.forEach((status, count) -> table.row(what, status, "%,d".formatted(count))));
    return table;
  }
}
