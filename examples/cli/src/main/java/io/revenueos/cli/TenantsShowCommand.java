package io.revenueos.cli;

import io.revenueos.cli.TenantDetails.Person;
import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.cli.terminal.Style;
import io.revenueos.cli.terminal.Table;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.UserId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows all that is known of a tenant. */
@Command(
    name = "show",
    header = "Show a tenant: workspaces, users, modules, and what they set up.",
    description = {"", "For each module it says whether it is on for the tenant, and why."})
final class TenantsShowCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private TenantSelection selection;
  @Mixin private OutputOptions output;

  TenantsShowCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(host)) {
      Tenant tenant = selection.in(session.kernel());
      TenantDetails details = TenantDetails.of(session, tenant);
      if (output.json) {
        host.terminal().result(json(details));
      } else {
        show(details);
      }
      return ExitCode.OK;
    }
  }

  private static JsonLine json(TenantDetails details) {
    JsonLine rows = JsonLine.empty();
    details.rows().forEach((table, count) -> rows.with(table, count));
    return TenantJson.write(details.tenant())
        .with("workspaces", workspaces(details))
        .with("users", details.people().stream().map(TenantsShowCommand::user).toList())
        .with("modules", modules(details))
        .with("rows", rows);
  }

  private static List<JsonLine> workspaces(TenantDetails details) {
    return details.workspaces().stream()
        .map(
            one ->
                JsonLine.of("id", one.id())
                    .with("slug", one.slug())
                    .with("name", one.name())
                    .with("owner", one.owner())
                    .with("settings", (Object) one.settings())
                    .with("status", one.status().stored()))
        .toList();
  }

  private static JsonLine user(Person person) {
    List<JsonLine> places =
        person.places().entrySet().stream()
            .map(
                place ->
                    JsonLine.of("workspace", place.getKey())
                        .with("role", place.getValue().stored()))
            .toList();
    return JsonLine.of("user_id", person.user().id())
        .with("role", person.user().standing().stored())
        .with("roles", person.roles())
        .with("workspaces", places);
  }

  private static List<JsonLine> modules(TenantDetails details) {
    return details.modules().entrySet().stream()
        .map(
            module ->
                JsonLine.of("id", module.getKey())
                    .with("enabled", module.getValue().enabled())
                    .with("reason_code", module.getValue().reasonCode())
                    .with("reason_text", module.getValue().reasonText()))
        .toList();
  }

  private void show(TenantDetails details) {
    Tenant tenant = details.tenant();
    section("Tenant");
    host.terminal()
        .result(
            Table.of("what", "value")
                .row("slug", tenant.slug())
                .row("tenant", tenant.id())
                .row("name", tenant.name())
                .row("description", tenant.description())
                .row("active", tenant.active() ? "yes" : "no")
                .row("config", tenant.config().toJson()));
    section("Workspaces");
    host.terminal().result(workspaceTable(details));
    section("Users");
    host.terminal().result(userTable(details));
    section("Modules");
    host.terminal().result(moduleTable(details));
    section("Rows of modules");
    Table rows = Table.of("table", "rows");
    details.rows().forEach(rows::row);
    host.terminal().result(rows);
  }

  private void section(String title) {
    host.terminal().result("\n" + host.terminal().styled(Style.STRONG, title));
  }

  private static Table workspaceTable(TenantDetails details) {
    Table table = Table.of("slug", "workspace", "name", "owner", "status");
    details
        .workspaces()
        .forEach(
            one ->
                table.row(
                    one.slug(),
                    one.id(),
                    one.name(),
                    one.owner().map(UserId::toString).orElse(""),
                    one.status().stored()));
    return table;
  }

  private static Table userTable(TenantDetails details) {
    Table table = Table.of("user", "standing", "roles", "workspaces");
    for (Person person : details.people()) {
      table.row(
          person.user().id(),
          person.user().standing().stored(),
          String.join(", ", person.roles()),
          person.places().entrySet().stream()
              .map(place -> "%s (%s)".formatted(place.getKey(), place.getValue().stored()))
              .collect(Collectors.joining(", ")));
    }
    return table;
  }

  private static Table moduleTable(TenantDetails details) {
    Table table = Table.of("module", "on", "reason", "");
    details
        .modules()
        .forEach(
            (module, verdict) ->
                table.row(
                    module,
                    verdict.enabled() ? "yes" : "no",
                    verdict.reasonCode(),
                    verdict.reasonText()));
    return table;
  }
}
