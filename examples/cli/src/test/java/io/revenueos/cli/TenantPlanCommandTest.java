package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code tenants add} with a whole plan, {@code show}, {@code deactivate} and {@code activate}. */
class TenantPlanCommandTest {
  private static final String EXAMPLE = "../first-touch-coaching.json";
  private static final String SLUG = "first-touch-coaching";

  @TempDir private Path folder;

  private static JsonObject shown(Cli cli) {
    return cli.run("tenants", "show", SLUG, "--json").onlyJson();
  }

  private static JsonObject at(JsonObject json, String list, int index) {
    return (JsonObject) json.list(list).orElseThrow().get(index);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theExampleIsProvisionedOnce(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    Result first = cli.run("tenants", "add", "--file", EXAMPLE);
    Result second = cli.run("tenants", "add", "--file", EXAMPLE, "--json", "--by", "ops");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo(Events.TENANT + "\n");
    assertThat(first.err()).isEqualTo("25 rows added, 0 updated, 0 unchanged\n");
    assertThat(second.err()).isEmpty();
    assertThat(second.onlyJson().object("tables").flatMap(tables -> tables.object("cmo_campaigns")))
        .contains(JsonObject.parse("{\"added\":0,\"updated\":0,\"unchanged\":2}"));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void allThatIsKnownIsShown(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.run("tenants", "add", "--file", EXAMPLE, "--by", "ops");

    JsonObject json = shown(cli);
    assertThat(json.text("tenant_id")).contains(Events.TENANT);
    assertThat(at(json, "workspaces", 0).text("slug")).contains("default");
    JsonObject user = at(json, "users", 0);
    assertThat(user.text("role")).contains("admin");
    assertThat(user.list("roles")).contains(List.of("admin", "marketer"));
    assertThat(at(user, "workspaces", 0))
        .hasToString("{\"workspace\":\"default\",\"role\":\"owner\"}");
    assertThat(json.list("modules").orElseThrow())
        .map(JsonObject.class::cast)
        .filteredOn(module -> module.text("id").orElse("").equals("ai_cmo"))
        .singleElement()
        .satisfies(
            module -> {
              assertThat(module.flag("enabled")).contains(true);
              assertThat(module.text("reason_code")).contains("tenant_enabled");
              assertThat(module.text("reason_text")).hasValueSatisfying(this::endsWithOps);
            });
    assertThat(json.object("rows").orElseThrow())
        .isEqualTo(
            JsonObject.parse(
                "{\"cmo_brand_profiles\":1,\"cmo_icp_segments\":2,\"cmo_offers\":0,\"cmo_funnels\":2,"
                    + "\"cmo_funnel_stages\":6,\"cmo_campaigns\":2,\"cmo_campaign_channels\":4}"));
    Result byId = cli.run("tenants", "show", Events.TENANT.toUpperCase(Locale.ROOT));
    assertThat(byId.err()).isEmpty();
    assertThat(byId.out())
        .containsSubsequence(
            "Tenant",
            SLUG,
            "Workspaces",
            "default",
            "Users",
            "default (owner)",
            "Modules",
            "module_planned",
            "tenant_enabled",
            "Rows of modules",
            "cmo_funnel_stages");
  }

  private void endsWithOps(String text) {
    assertThat(text).endsWith("set by ops");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aTenantIsDeactivatedUntilItIsActivated(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    cli.run("tenants", "add", "--file", EXAMPLE);
    String lead = Events.lead("L-1");

    Result off = cli.run("tenants", "deactivate", SLUG, "--by", "ops");
    assertThat(off.exitCode()).isZero();
    assertThat(off.out()).isEmpty();
    assertThat(off.err()).isEqualTo("Deactivated: First Touch Coaching.\n");
    assertThat(cli.run("tenants", "deactivate", Events.TENANT).err())
        .isEqualTo("First Touch Coaching was deactivated before.\n");
    assertThat(shown(cli).flag("is_active")).contains(false);
    assertThat(cli.with(lead).run("run", "-").exitCode()).isEqualTo(ExitCode.REFUSED);
    // The plan says nothing about it, so it stays.
    assertThat(cli.run("tenants", "add", "--file", EXAMPLE).exitCode()).isZero();
    assertThat(shown(cli).flag("is_active")).contains(false);

    assertThat(cli.run("tenants", "activate", SLUG).err())
        .isEqualTo("Activated: First Touch Coaching.\n");
    assertThat(cli.run("tenants", "activate", SLUG).err())
        .isEqualTo("First Touch Coaching was active before.\n");
    assertThat(cli.with(lead).run("run", "-").exitCode()).isZero();
  }

  @Test
  void whoIsNotRegisteredIsNamed() {
    Cli cli = Cli.on("jdbc:h2:mem:nobody");
    for (String command : List.of("show", "deactivate", "activate")) {
      Result result = cli.run("tenants", command, "acme");
      assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .isEqualTo(
              "error: no tenant has the slug or the id \"acme\"; see: revenue tenants list\n");
    }
    cli.run("tenants", "add", "--slug", "acme", "--name", "Acme");
    Result nobody = cli.run("tenants", "deactivate", "acme", "--by", " ");
    assertThat(nobody.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(nobody.err()).startsWith("error: by: expected text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'modules': {'ai_cxo': true} | modules.ai_cxo: module ai_cxo is not registered",
        "'modules': {'ai_cfo': true} | modules.ai_cfo: module ai_cfo is planned",
        "'modules': {'A B': true} | modules.A B: ",
        "'data': {'ai_cro': {}} | data: expected data of modules that set something up (ai_cmo), found",
        "'data': {'ai_cmo': {'campaigns': [{}]}} | data.ai_cmo.campaigns[0].campaign_name: required",
        "'config': {'mode': 'off'} | config.mode: expected shadow or enforce",
        "'users': [{'user_id': 1}] | users[0].user_id: expected text, found 1"
      })
  void whatIsWrongWithAPlanIsNamedAndNothingIsKept(String member, String message)
      throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(
        file, "{'slug': 'acme', 'name': 'Acme', %s}".formatted(member).replace("'", "\""));
    Cli cli = Cli.on("jdbc:h2:mem:wrong-plans");

    Result result = cli.run("tenants", "add", "--file", file.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("error: ").contains(message).doesNotContain("\tat ");
    assertThat(cli.run("tenants", "list").err()).startsWith("No tenant is registered");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Cli cli = Cli.on("jdbc:h2:mem:no-plans");
    assertThat(cli.run("tenants", "add", "--file", "no-such-file"))
        .returns(ExitCode.WRONG_USAGE, Result::exitCode)
        .returns("error: file \"no-such-file\": no such file\n", Result::err);
    Path binary = folder.resolve("binary");
    Files.write(binary, new byte[] {(byte) 0xff, 0, 1});
    assertThat(cli.run("tenants", "add", "--file", binary.toString()).err())
        .startsWith("error: file ")
        .contains("binary\": expected UTF-8");
    Files.writeString(binary, "{\"slug\": \"a\", \"name\": \"a\\u0000\"}");
    Result nul = cli.run("tenants", "add", "--file", binary.toString());
    assertThat(nul.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(nul.err()).contains("U+0000");
  }
}
