package io.revenueos.cli;

import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.kernel.event.Receipt;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Accepts only. */
@Command(
    name = "emit",
    header = "Accept events without processing them.",
    description = {
      "",
      "Each line of a file is one, in JSON, as for run. They stay pending until they are worked on: see "
          + "revenue work."
    })
final class EmitCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(paramLabel = "FILE", description = "One event a line; - for standard input.")
  private String file = "";

  @Mixin private OutputOptions output;

  EmitCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    Tally tally = new Tally();
    try (InputFile input = InputFile.open(file, host.terminal().in());
        Session session = Session.open(host);
        FilePass pass = new FilePass(host.terminal(), session, input, output, tally)) {
      return new EventLines(input)
          .each(
              pass,
              (line, event) -> {
                Receipt receipt = session.kernel().emit(event);
                tally.accepted(receipt);
                pass.went(
                    () ->
                        "line %d: event %s accepted%s, %s"
                            .formatted(
                                line,
                                receipt.eventId(),
                                receipt.duplicate() ? " before (duplicate)" : "",
                                EventReport.subject(event)),
                    () ->
                        JsonLine.of("line", line)
                            .with("event_id", receipt.eventId().value())
                            .with("duplicate", receipt.duplicate()));
              });
    }
  }
}
