package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Printable;
import io.revenueos.cli.terminal.Table;
import io.revenueos.cli.terminal.Terminal;
import io.revenueos.kernel.jdbc.isolation.Finding;
import io.revenueos.kernel.jdbc.isolation.Finding.Result;
import io.revenueos.kernel.jdbc.isolation.IsolationCheck;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks that the database keeps its tenants apart. */
@Command(
    name = "verify-isolation",
    header = "Check that the database keeps its tenants apart.",
    description = {
      "",
      "Looks at every table that has tenant_id or workspace_id: row-level security, rows",
      "seen without or beside a tenant, orphans, references across workspaces, indexes.",
      "Reads only. Ends with exit code 1 when a check fails."
    })
final class VerifyIsolationCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private OutputOptions output;

  VerifyIsolationCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      List<Finding> findings = IsolationCheck.on(session.database().dataSource()).run();
      if (output.json) {
        findings.forEach(finding -> host.terminal().result(json(finding)));
      } else {
        show(findings);
      }
      return failed(findings) > 0 ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  private static long failed(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.result() == Result.FAIL).count();
  }

  private static JsonLine json(Finding finding) {
    return JsonLine.of("check", finding.check())
        .with("result", finding.result().stored())
        .with("detail", finding.detail());
  }

  private void show(List<Finding> findings) {
    Terminal terminal = host.terminal();
    Table table = Table.of("check", "result", "detail");
    findings.forEach(
        finding ->
            table.row(finding.check(), finding.result().stored(), Printable.of(finding.detail())));
    terminal.result(table);
    long failed = failed(findings);
    terminal.result(failed == 0 ? "isolated" : "not isolated: %d failed".formatted(failed));
  }
}
