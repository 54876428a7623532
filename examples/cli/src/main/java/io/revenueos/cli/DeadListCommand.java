package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Table;
import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.store.Attempt;
import io.revenueos.kernel.store.DeadLetter;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters. */
@Command(
    name = "list",
    description = "List events and actions that will not be tried again, and why.")
final class DeadListCommand implements Callable<Integer> {
  private final Host host;

  @Option(
      names = "--tenant",
      paramLabel = "UUID",
      converter = TenantConverter.class,
      description = "Only this tenant's.")
  private @Nullable TenantId tenant;

  @Option(names = "--attempts", description = "With every failed attempt.")
  private boolean attempts;

  @Mixin private OutputOptions output;

  DeadListCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      Kernel kernel = session.kernel();
      Table table = Table.of("item", "tenant", "died", "attempts", "reason");
      for (TenantScope scope : DeadSelection.scopes(kernel, tenant)) {
        for (DeadLetter letter : DeadSelection.letters(kernel, scope)) {
          List<Attempt> made =
              attempts || output.json ? kernel.control().attempts(scope, letter.item()) : List.of();
          if (output.json) {
            host.terminal().result(json(scope, letter, made));
          } else {
            row(table, scope, letter, made);
          }
        }
      }
      if (!output.json) {
        show(table);
      }
      return ExitCode.OK;
    }
  }

  private void show(Table table) {
    if (table.isEmpty()) {
      host.terminal().message("Nothing is dead.");
    } else {
      host.terminal().result(table);
    }
  }

  private static void row(
      Table table, TenantScope scope, DeadLetter letter, List<Attempt> attempts) {
    table.row(
        WorkItemText.text(letter.item()),
        scope.tenant(),
        letter.diedAt(),
        letter.attempts(),
        letter.reason().code() + ": " + letter.reason().text());
    for (Attempt attempt : attempts) {
      table.row("", "on " + attempt.node(), attempt.at(), attempt.number(), attempt.error());
    }
  }

  private static JsonLine json(TenantScope scope, DeadLetter letter, List<Attempt> attempts) {
    return JsonLine.of("item", WorkItemText.text(letter.item()))
        .with("tenant_id", scope.tenant().toString())
        .with("died_at", letter.diedAt().toString())
        .with("attempts", letter.attempts())
        .with("reason_code", letter.reason().code())
        .with("reason_text", letter.reason().text())
        .with("failed_attempts", attempts.stream().map(DeadListCommand::json).toList());
  }

  private static JsonLine json(Attempt attempt) {
    return JsonLine.of("number", attempt.number())
        .with("at", attempt.at().toString())
        .with("node", attempt.node())
        .with("error", attempt.error());
  }
}
