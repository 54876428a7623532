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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code import deals --keep}: what is imported is what forecasts and reviews go by. */
class KeptDealsTest {
  private static final String HEADER =
      "opportunity_id,account,product,deal_stage,engage_date,close_date,close_value,currency\n";

  @TempDir private Path folder;

  private Cli cli = Cli.on("");
  private String tenant = "";

  private void registered(Database kind) {
    cli = Cli.on(TestDatabases.emptyUrl(kind));
    tenant =
        cli.run("tenants", "add", "--slug", "acme", "--name", "Acme", "--json")
            .onlyJson()
            .text("tenant_id")
            .orElseThrow();
  }

  private Result imported(String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("deals.csv"), HEADER + rows);
    return cli.run("import", "deals", file.toString(), "--tenant", tenant, "--keep", "--json");
  }

  private List<JsonObject> reviews() {
    return cli.run("deals", "review", "--all", "--tenant", tenant, "--json").json();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void openDealsOfTheFileAreReviewedAndAreThereOnceHoweverOftenItIsImported(Database kind)
      throws IOException {
    registered(kind);
    String open = "A1,Cancity,GTX Pro,Engaging,2026-10-01,2026-12-24,5000,EUR\n";
    String won = "A2,Isdom,MG Special,Won,2026-09-01,2026-10-01,55,EUR\n";
    assertThat(imported(open + won).exitCode()).isZero();
    assertThat(imported(open + won).exitCode()).isZero();

    assertThat(reviews()).hasSize(1);
    String table = cli.run("deals", "review", "--all", "--tenant", tenant).out();
    assertThat(table).contains("Cancity, GTX Pro (A1)").doesNotContain("Isdom");
    JsonObject forecast =
        cli.run("cro", "setup", "--tenant", tenant, "--user", user(), "--json").onlyJson();
    JsonObject figures =
        forecast.object("answer").flatMap(answer -> answer.object("figures")).orElseThrow();
    assertThat(figures.decimal("deals").orElseThrow()).isEqualByComparingTo("2");
    assertThat(figures.decimal("open_deals").orElseThrow()).isEqualByComparingTo("1");

    assertThat(imported("A1,Cancity,GTX Pro,Lost,2026-10-01,2026-11-01,0,EUR\n").exitCode())
        .isZero();
    assertThat(reviews()).isEmpty();
  }

  /** Somebody who may ask the AI CRO. */
  private String user() throws IOException {
    String user = "0a000000-0000-4000-8000-0000000000aa";
    Path plan =
        Files.writeString(
            folder.resolve("plan.json"),
            """
            {"tenant_id":"%s","slug":"acme","name":"Acme",
             "users":[{"user_id":"%s","role":"admin","roles":["sales"]}],"modules":{"ai_cro":true}}
            """
                .formatted(tenant, user));
    assertThat(cli.run("tenants", "add", "--file", plan.toString()).exitCode()).isZero();
    return user;
  }

  @Test
  void aRowThatDoesNotSayWhenWorkBeganIsAnEventAndNoDeal() throws IOException {
    registered(Database.H2);
    String rows =
        """
        A1,Cancity,GTX Pro,Engaging,,,5000,EUR
        A2,Isdom,GTX Pro,Engaging,2026-10-01,,55,EUR
        """;
    Result one = imported(rows);
    assertThat(one.exitCode()).isZero();
    assertThat(one.json().get(0).toJson())
        .contains(
            "{\"field\":\"engaged_at\",\"message\":\"not kept as a deal: the row does not say when"
                + " work on it began\"}");
    assertThat(one.json().get(1).toJson()).doesNotContain("not kept");
    assertThat(one.err())
        .contains("2 accepted, 0 duplicates, 0 refused")
        .contains("note: not kept as deals: 1 row does not say when work on it began (2)");
    assertThat(reviews()).hasSize(1);

    Path file = folder.resolve("deals.csv");
    Files.writeString(file, HEADER + rows + "A3,Isdom,GTX Pro,Won,,2026-10-02,55,EUR\n");
    Result two =
        cli.run("import", "deals", file.toString(), "--tenant", tenant, "--keep", "--verbose");
    assertThat(two.out()).contains("row 2: engaged_at: not kept").doesNotContain("row 3: engaged");
    assertThat(two.err())
        .contains("note: not kept as deals: 2 rows do not say when work on them began (2, 4)");
    assertThat(imported("A2,Isdom,GTX Pro,Engaging,2026-10-01,,55,EUR\n").err())
        .doesNotContain("not kept");
  }

  @Test
  void whatNoDealIsLikeIsRefusedAndNoEventEither() throws IOException {
    registered(Database.H2);
    Result result =
        imported(
            """
            A1,Cancity,GTX Pro,Won,2026-09-01,,55,EUR
            A2,Cancity,GTX Pro,,2026-09-01,,55,EUR
            A3,Cancity,GTX Pro,Engaging,2026-09-01,,55,EUR
            A3,Cancity,GTX Pro,Engaging,2026-09-01,,56,EUR
            A3,Cancity,GTX Pro,Engaging,2026-09-01,,55,EUR
            A4,Cancity,GTX Pro,Engaging,2026-09-01,,%s,EUR
            """
                .formatted("0." + "0".repeat(40) + "1"));

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out())
        .contains(
            "closed_at: expected the day on which it closed, found nothing; the stage is closed_won",
            "stage: expected a stage, found nothing",
            "deal_id: row 4 has the same id and says something else",
            "amount: expected at most 40 digits");
    assertThat(result.err()).contains("1 accepted, 1 duplicate, 4 refused");
    assertThat(reviews()).hasSize(1);
  }

  @Test
  void aTenantNobodyKnowsHasNoRows() throws IOException {
    registered(Database.H2);
    tenant = Events.TENANT;

    Result result = imported("A1,Cancity,GTX Pro,Engaging,2026-10-01,,5000,EUR\n");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("is not registered").contains("revenue tenants list");
  }
}
