package io.revenueos.cli;

import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.kernel.Explanation;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole causal chain of one event. */
@Command(
    name = "explain",
    header = "Show the whole causal chain of an event as a tree.",
    description = {
      "",
      "What came in, what was decided and why, what was done, which rows that left, and which events "
          + "it caused."
    })
final class ExplainCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(
      paramLabel = "EVENT_ID",
      converter = EventIdConverter.class,
      description = "The event's number, as run prints it.")
  private EventId eventId = new EventId(0);

  @Option(
      names = "--tenant",
      paramLabel = "UUID",
      converter = TenantConverter.class,
      description = "Only if the event is this tenant's.")
  private @Nullable TenantId tenant;

  @Mixin private OutputOptions output;

  ExplainCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Terminal terminal = host.terminal();
    try (Session session = Session.open(host)) {
      Optional<Explanation> explanation = explanation(session.kernel(), eventId);
      if (explanation.isEmpty()) {
        terminal.message(
            "%s there is no event %s%s"
                .formatted(
                    terminal.styledMessage(Style.BAD, "error:"),
                    eventId,
                    tenant == null ? "" : " of tenant " + tenant));
        return ExitCode.FAILED;
      }
      terminal.result(
          output.json
              ? ExplanationJson.of(explanation.get())
              : new ExplanationTree(terminal, explanation.get()).tree());
      return ExitCode.OK;
    }
  }

  private Optional<Explanation> explanation(Kernel kernel, EventId id) {
    Optional<TenantScope> scope =
        tenant == null ? kernel.control().ownerOf(id) : Optional.of(TenantScope.of(tenant));
    return scope.flatMap(owner -> kernel.explain(owner, id));
  }
}
