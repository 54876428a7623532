package io.revenueos.cli;

import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Table;
import io.revenueos.kernel.Explanation.EventNode;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.provisioning.TenantPlan;
import io.revenueos.kernel.policy.DecisionOutcome;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.store.RecordedDecision;
import io.revenueos.kernel.store.RecordedEffect;
import io.revenueos.kernel.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A day of one tenant, from event to outbox. */
@Command(
    name = "demo",
    header = "Play a day of a sample tenant, from events to outbox.",
    description = {
      "",
      "Provisions First Touch Coaching (camps and private lessons), processes its sample events, and "
          + "shows events, decisions, actions and the outbox. Can be run again: then every event is a "
          + "duplicate, and nothing happens twice."
    })
final class DemoCommand implements Callable<Integer> {
  private final Host host;

  DemoCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    try (Session session = Session.open(host)) {
      Kernel kernel = session.kernel();
      TenantPlan plan = TenantPlan.parse(resource("demo/first-touch-coaching.json"), "demo");
      Changes changes = session.provision(plan);
      List<ProcessedEvent> day =
          resource("demo/events.jsonl")
              .lines()
              .map(KernelEvent::parse)
              .map(kernel::ingest)
              .toList();
      Tenant tenant = plan.registration().anew();
      title("Tenant");
      host.terminal().result("%s (%s)".formatted(tenant.name(), tenant.id()));
      host.terminal().result("Provisioned: " + TenantPlans.summary(changes));
      show(kernel, day);
    }
    return ExitCode.OK;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void show(Kernel kernel, List<ProcessedEvent> day) {
    title("Events: what happened");
    host.terminal().result(events(day));
    title("Decisions: what the policies answered");
    Map<EventId, ProcessedEvent> once = new LinkedHashMap<>();
    day.forEach(event -> once.putIfAbsent(event.eventId(), event));
    host.terminal().result(decisions(once.values()));
    title("Actions: what was done about it");
    host.terminal().result(actions(once.values()));
    title("Outbox: messages reserved, each exactly once, before any provider is called");
    host.terminal().result(outbox(kernel, once.values()));
    next(day);
  }

  private static Table events(List<ProcessedEvent> day) {
    Table table = Table.of("event", "type @ source", "about", "occurred", "status");
    for (ProcessedEvent processed : day) {
      RecordedEvent event = processed.event();
      table.row(
          event.id(),
          "%s @ %s".formatted(event.event().type(), event.event().source()),
          event.event().entity(),
          event.occurredAt(),
          processed.status().stored() + (processed.duplicate() ? " (duplicate)" : ""));
    }
    return table;
  }

  private static Table decisions(Iterable<ProcessedEvent> events) {
    Table table = Table.of("event", "decision", "outcome", "reason");
    for (ProcessedEvent event : events) {
      for (RecordedDecision decision : event.decisions()) {
        table.row(
            event.eventId(),
            decision.id(),
            decision.decision().outcome().stored(),
            decision.decision().reason().text());
      }
    }
    return table;
  }

  private static Table actions(Iterable<ProcessedEvent> events) {
    Table table = Table.of("event", "action", "type", "target", "status");
    for (ProcessedEvent event : events) {
      for (RecordedDecision decision : event.decisions()) {
        for (RecordedAction action : decision.actions()) {
          table.row(
              event.eventId(),
              action.id(),
              action.action().type(),
              action.action().target(),
              action.status().stored()
                  + action
                      .result()
                      .text("waiting_for")
                      .map(" (waits for %s)"::formatted)
                      .orElse(""));
        }
      }
    }
    return table;
  }

  private static Table outbox(Kernel kernel, Iterable<ProcessedEvent> events) {
    Table table = Table.of("event", "channel", "recipient", "scheduled for", "status");
    for (ProcessedEvent event : events) {
      for (RecordedEffect effect : effects(kernel, event)) {
        if (effect.table().equals("channel_outbox")) {
          table.row(
              event.eventId(),
              effect.summary().text("channel").orElse(""),
              effect.summary().text("recipient").orElse(""),
              effect.summary().text("scheduled_at").orElse(""),
              effect.summary().text("status").orElse(""));
        }
      }
    }
    return table;
  }

  private static List<RecordedEffect> effects(Kernel kernel, ProcessedEvent event) {
    List<RecordedEffect> effects = new ArrayList<>();
    kernel
        .explain(event.event().event().scope(), event.eventId())
        .map(explanation -> explanation.root())
        .map(EventNode::decisions)
        .orElse(List.of())
        .forEach(
            decision -> decision.actions().forEach(action -> effects.addAll(action.effects())));
    return effects;
  }

  private void next(List<ProcessedEvent> day) {
    String blocked =
        day.stream()
            .filter(
                event ->
                    event.decisions().stream()
                        .anyMatch(d -> d.decision().outcome() == DecisionOutcome.BLOCK))
            .map(event -> event.eventId().toString())
            .findFirst()
            .orElse("1");
    String acted =
        day.stream()
            .filter(event -> !event.decisions().isEmpty())
            .filter(event -> !event.decisions().get(0).actions().isEmpty())
            .map(event -> event.eventId().toString())
            .findFirst()
            .orElse("1");
    title("Next");
    suggest("explain " + acted, "from the event to its messages and tasks");
    suggest("explain " + blocked, "why a discount was blocked");
    suggest("tenants show first-touch-coaching", "what the tenant was set up with");
    suggest("stats", "how much of what there is");
    suggest("demo", "again: every event is a duplicate, nothing happens twice");
    suggest("run --help", "process events of your own");
  }

  private void suggest(String command, String purpose) {
    host.terminal().result("  revenue %-14s %s".formatted(command, purpose));
  }

  private void title(String text) {
    host.terminal().result("\n" + host.terminal().styled(Style.STRONG, text));
  }
}
