package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code tenants add} and {@code tenants list}. */
class TenantsCommandTest {
  private static final String ADD = "tenants add --slug acme --name Acme";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void aTenantIsAddedFromOptionsAndReplacedByItsId(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    Result added =
        cli.run((ADD + " --mode shadow --setting discount.block_threshold=0.7").split(" "));
    String id = added.out().strip();
    Result replaced = cli.run((ADD + "2 --json --tenant-id " + id).split(" "));

    assertThat(added.exitCode()).isZero();
    assertThat(replaced.out())
        .isEqualTo("{\"tenant_id\":\"%s\",\"slug\":\"acme\"}%n".formatted(id));
    JsonObject listed = cli.run("tenants", "list", "--json").onlyJson();
    assertThat(listed.text("name")).contains("Acme2");
    assertThat(listed.text("tenant_id")).contains(id);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void whatIsListedCanBeAdded(Database kind) throws IOException {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.run((ADD + " --mode shadow --description D --setting billing.configured=true").split(" "));
    String listed = cli.run("tenants", "list", "--json").out();
    Path file = folder.resolve("tenant.json");
    Files.writeString(file, listed);

    Cli other = Cli.on(TestDatabases.emptyUrl(kind));

    assertThat(other.run("tenants", "add", "--file", file.toString()).exitCode()).isZero();
    assertThat(JsonObject.parse(other.run("tenants", "list", "--json").out()))
        .isEqualTo(JsonObject.parse(listed));
    assertThat(other.run("tenants", "list").out()).contains("acme", "billing.configured");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theTenantsSettingsAndModeCount(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    String add = ADD + " --tenant-id " + Events.TENANT;
    String question = Events.discount("D-1", "100", "40");
    cli.run((add + " --setting discount.block_threshold=0.7").split(" "));

    assertThat(cli.with(question).run("guard", "-").exitCode()).isEqualTo(ExitCode.GUARD_OVERRIDE);

    cli.run((add + " --mode shadow").split(" "));

    assertThat(cli.with(question.replace("D-1", "D-2")).run("guard", "-").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                     | slug: required, but missing",
        "{\"slug\":\"a\"}                       | name: required, but missing",
        "{\"slug\":\"A b\",\"name\":\"A\"}      | slug: expected lower-case words",
        "{\"slug\":1,\"name\":\"A\"}            | slug: expected text, found 1",
        "{\"slug\":\"a\",\"name\":\"A\",\"x\":1} | x: unknown key; allowed: tenant_id, slug",
        "{\"slug\":\"a\",\"name\":\"A\",\"is_active\":\"no\"} | is_active: expected true or false",
        "{\"slug\":\"a\",\"name\":\"A\",\"config\":[]} | config: expected an object, found an array",
        "{\"slug\":\"a\",\"name\":\"A\",\"tenant_id\":\"1\"} | tenant_id: expected a UUID",
        "{\"slug\":\"a\",\"name\":\"A\",\"config\":{\"mode\":\"off\"}} | config.mode: expected shadow",
        "{\"slug\":\"a\",\"name\":\"A\",\"config\":{\"settings\":{\"x\":1}}} | unknown setting",
        "{\"slug\":\"a\",\"name\":\"A\",\"config\":{\"policy_modes\":{\"p\":\"shadow\"}}} | unknown policy",
        "nonsense                               | not valid JSON"
      })
  void whatIsWrongWithAFileIsNamed(String tenant, String message) throws IOException {
    Path file = folder.resolve("tenant.json");
    Files.writeString(file, tenant);
    Cli cli = Cli.on("jdbc:h2:mem:wrong-tenants");

    Result result = cli.run("tenants", "add", "--file", file.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err()).startsWith("error: ").contains(message);
    assertThat(cli.run("tenants", "list").err()).startsWith("No tenant is registered");
  }

  @Test
  void aSlugBelongsToOneTenant() {
    Cli cli = Cli.on("jdbc:h2:mem:slugs");
    cli.run(ADD.split(" "));

    Result second = cli.run(ADD.split(" "));

    assertThat(second.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(second.err()).contains("slug", "\"acme\"");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aDeactivatedTenantMayNotEmit(Database kind) throws IOException {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    Path file = folder.resolve("tenant.json");
    Files.writeString(
        file,
        "{\"tenant_id\":\"%s\",\"slug\":\"a\",\"name\":\"A\",\"is_active\":false}"
            .formatted(Events.TENANT));
    cli.run("tenants", "add", "--file", file.toString());

    Result result = cli.with(Events.lead("L-1")).run("run", "-", "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(Events.error(result.onlyJson()).text("code")).contains("inactive_tenant");
  }
}
