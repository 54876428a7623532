package io.revenueos.cli;

import io.revenueos.cli.input.InputFile;
import io.revenueos.cli.input.NamedFile;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Style;
import io.revenueos.kernel.EventFailedException;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.KernelException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.policy.GuardVerdict;
import io.revenueos.kernel.tenant.Role;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks the guards about one event. */
@Command(
    name = "guard",
    header = "Ask the guards for a verdict on one event.",
    description = {
      "",
      "Question and answer are logged. The file holds one JSON object as for run, over as many lines "
          + "as it likes."
    },
    footer = {
      "",
      "Exit codes: 0 allow, 10 allow with override, 20 block; 3 the event was refused;",
      "1 a policy failed, and so nothing was allowed."
    })
final class GuardCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(paramLabel = "FILE", description = "One event in JSON; - for standard input.")
  private String file = "";

  @Mixin private OutputOptions output;

  GuardCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    try (InputFile input = InputFile.open(file, host.terminal().in());
        Session session = Session.open(host)) {
      return ask(session.kernel(), input);
    }
  }

  private int ask(Kernel kernel, InputFile input) {
    try {
      GuardVerdict verdict = kernel.guard(KernelEvent.parse(input.text(EventLines.MAX_LINE_BYTES)));
      host.terminal().result(output.json ? json(verdict) : human(verdict));
      return switch (verdict.result()) {
        case ALLOW -> ExitCode.OK;
        case ALLOW_WITH_OVERRIDE -> ExitCode.GUARD_OVERRIDE;
        case BLOCK -> ExitCode.GUARD_BLOCK;
      };
    } catch (InvalidInputException | RefusedException refused) {
      return noVerdict(refused, ExitCode.REFUSED);
    } catch (EventFailedException failed) {
      return noVerdict(failed, ExitCode.FAILED);
    }
  }

  private int noVerdict(KernelException why, int exitCode) {
    if (output.json) {
      host.terminal().result(JsonLine.of("error", Refusal.of(why).error()));
    }
    KernelException shown =
        why instanceof InvalidInputException wrong ? NamedFile.of(file).named(wrong) : why;
    host.terminal()
        .message(
            host.terminal().styledMessage(Style.BAD, "error:")
                + " "
                + Printable.of(String.valueOf(shown.getMessage())));
    return exitCode;
  }

  private static JsonLine json(GuardVerdict verdict) {
    return JsonLine.of("event_id", verdict.eventId().value())
        .with("result", result(verdict))
        .with("reason_code", verdict.reason().code())
        .with("reason_text", verdict.reason().text())
        .with("override_required", verdict.overrideRequired());
  }

  private String human(GuardVerdict verdict) {
    Style style =
        switch (verdict.result()) {
          case ALLOW -> Style.GOOD;
          case ALLOW_WITH_OVERRIDE -> Style.WARNING;
          case BLOCK -> Style.BAD;
        };
    String overriders =
        verdict.overridableBy().stream()
            .map(Role::name)
            .sorted()
            .collect(Collectors.joining(" or "));
    return host.terminal().styled(style, result(verdict))
        + "  "
        + verdict.reason().code()
        + "\n"
        + Printable.of(verdict.reason().text())
        + (overriders.isEmpty() ? "" : "\nmay be overridden by: " + overriders)
        + (verdict.isConflictingDuplicate() ? "\nnot logged; the first question" : "\nlogged: this")
        + " is event %s; see: revenue explain %s".formatted(verdict.eventId(), verdict.eventId());
  }

  private static String result(GuardVerdict verdict) {
    return verdict.result().name().toLowerCase(Locale.ROOT);
  }
}
