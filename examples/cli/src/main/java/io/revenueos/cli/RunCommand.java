package io.revenueos.cli;

import io.revenueos.cli.input.InputFile;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.policy.Mode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts, decides and acts, event by event. */
@Command(
    name = "run",
    header = "Process events: each line of a file is one, in JSON.",
    description = {
      "",
      "Accepts, decides and acts, and reports per line. Each event is one transaction: running a file "
          + "again is safe, and goes on where an earlier run was stopped."
    },
    footer = {
      "",
      "A line, broken here to fit:",
      "  {\"tenant_id\":\"4161ee82-be97-4fa8-9017-5c40be3ebe19\",",
      "  \"type\":\"lead_captured\",\"source\":\"cmo_campaigns\",",
      "  \"entity_type\":\"lead\",\"entity_id\":\"L-1\",",
      "  \"correlation_id\":\"req-1\",\"payload\":{\"email\":\"a@example.org\"}}",
      "Optional: workspace_id, occurred_at (ISO-8601 instant), idempotency_key.",
      "Exit code 3: some lines were refused; the others were processed. Under a pause events are",
      "accepted and wait: that is no failure."
    })
final class RunCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(paramLabel = "FILE", description = "One event a line; - for standard input.")
  private String file = "";

  @Option(
      names = "--mode",
      converter = ModeConverter.class,
      paramLabel = "shadow|enforce",
      description = {
        "shadow records what would be done and does nothing. Counts where neither the tenant"
            + " nor the policy has a mode of its own. Default: enforce."
      })
  private Mode mode = Mode.ENFORCE;

  @Mixin private OutputOptions output;

  RunCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    Tally tally = new Tally();
    try (InputFile input = InputFile.open(file, host.terminal().in());
        Session session = Session.open(host, builder -> builder.mode(mode));
        FilePass pass = new FilePass(host.terminal(), session, input, output, tally)) {
      return new EventLines(input)
          .each(
              pass,
              (line, event) -> {
                ProcessedEvent processed = session.kernel().ingest(event);
                tally.processed(processed);
                report(pass, line, processed);
              });
    }
  }

  private static void report(FilePass pass, long line, ProcessedEvent processed) {
    if (processed.status() == EventStatus.COMPLETED) {
      pass.went(() -> EventReport.human(line, processed), () -> EventReport.json(line, processed));
    } else {
      pass.report(
          () -> EventReport.human(line, processed), () -> EventReport.json(line, processed));
    }
  }
}
