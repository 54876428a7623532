package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.Activities;
import io.revenueos.kernel.jdbc.crm.Activity;
import io.revenueos.kernel.jdbc.crm.Activity.Happening;
import io.revenueos.kernel.jdbc.crm.Lead;
import io.revenueos.kernel.jdbc.crm.LeadDetails;
import io.revenueos.kernel.jdbc.crm.LeadFilter;
import io.revenueos.kernel.jdbc.crm.LeadId;
import io.revenueos.kernel.jdbc.crm.Leads;
import io.revenueos.kernel.jdbc.crm.Person;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code backtest leads}, {@code leads score} and {@code experiment}. */
class LeadsCommandsTest {
  private static final TenantScope SCOPE = TenantScope.of(TenantId.of(Events.TENANT));

  private final Cli cli = Cli.on("jdbc:h2:mem:leads");

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("leads.csv"), content);
  }

  @Test
  void openRowsAreScoredTheBestFirstWithTheirSignals() throws IOException {
    Path file = file(LeadExport.of(400, 30));
    String[] arguments = {
      "leads", "score", "--file", file.toString(), "--outcome", "won", "--json"
    };
    Result first = cli.run(arguments);

    assertThat(first.exitCode()).as(first.err()).isZero();
    List<JsonObject> scores = first.json();
    assertThat(scores).hasSize(30);
    assertThat(scores.get(0).decimal("score").orElseThrow())
        .isGreaterThan(scores.get(29).decimal("score").orElseThrow());
    assertThat(scores.get(0).toJson())
        .contains("\"feature\":\"visits\"", "\"direction\":\"raises\"", "lead_model_v1:");
    assertThat(cli.run(arguments).out()).isEqualTo(first.out());
  }

  @Test
  void peopleSeeATableAndWhyItIsSo() throws IOException {
    Path few = file(LeadExport.of(60, 5));
    Result result =
        cli.run("leads", "score", "--file", few.toString(), "--outcome", "won", "--top", "2");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("row", "score", "grade", "signals");
    assertThat(result.err())
        .contains("5 scored", "rules: a model needs 50 leads", "version lead_rules_v1");
  }

  @Test
  void nothingToScoreIsSaid() throws IOException {
    Path closed = file(LeadExport.of(60, 0));
    for (String output : List.of("--json", "--top=3")) {
      Result result =
          cli.run("leads", "score", "--file", closed.toString(), "--outcome", "won", output);
      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .contains("nothing to score: no row has an empty won")
          .doesNotContain("{}");
    }
  }

  @Test
  void aTenantThatIsNotRegisteredAndHasNothingIsRefused() {
    Result result = cli.run("leads", "score", "--tenant", Events.TENANT, "--json");
    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(Events.TENANT + " is not registered, and has no leads");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "backtest leads FILE                                | --outcome: expected the column",
        "backtest leads FILE --outcome colour               | expected one of id, visits, source,"
            + " won, found \"colour\"",
        "backtest leads FILE --outcome source               | expected two values, one of which"
            + " means yes, found 2",
        "backtest leads FILE --outcome won --positive maybe | found \"maybe\"; there are \"no\","
            + " \"yes\"",
        "backtest leads FILE --outcome won --folds 1        | --folds: expected 2 to 100, found 1",
        "backtest leads FILE --outcome won --folds 1000000  | --folds: expected 2 to 100, found"
            + " 1000000",
        "leads score --file FILE --outcome won --top -1     | --top: expected at least 1, found -1",
        "leads score --file FILE --outcome won --top 0      | --top: expected at least 1, found 0",
        "leads score --file FILE --outcome won --save       | --save: expected it with --tenant",
        "backtest leads FILE --outcome won --leave-out x    | found \"x\"",
        "backtest leads FILE --outcome won --chart a.txt    | ends in .png",
        "backtest leads FILE --outcome won --delimiter ab   | expected one character",
        "experiment FILE --variant source --metric won --unit id  | two or more, found 0",
        "experiment FILE --variant x --metric won --unit id | --variant: expected one of id"
      })
  void whatIsWrongIsNamed(String command, String message) throws IOException {
    Path file = file(LeadExport.of(60, 0));
    Result result = cli.run(command.strip().replace("FILE", file.toString()).split(" "));
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains(message).doesNotContain("Exception", "\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    assertThat(cli.run("backtest", "leads", file("").toString(), "--outcome", "a").err())
        .contains("found an empty file");
    assertThat(cli.run("backtest", "leads", file("a,b\n").toString(), "--outcome", "a").err())
        .contains("expected rows below the header");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aTenantsOpenLeadsAreScoredFromItsOwnAndKept(Database kind) {
    String url = TestDatabases.emptyUrl(kind);
    Cli here = Cli.on(kind == Database.H2 ? url + ";DB_CLOSE_DELAY=-1" : url);
    here.run("tenants", "add", "--slug", "acme", "--name", "Acme", "--tenant-id", Events.TENANT);
    try (PooledDatabase database =
        PooledDatabase.open(kind == Database.H2 ? url + ";DB_CLOSE_DELAY=-1" : url)) {
      TenantDatabase tables = TenantDatabase.on(database.dataSource());
      LeadId open = fill(tables);

      Result result = here.run("leads", "score", "--tenant", Events.TENANT, "--save", "--json");

      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.onlyJson().toJson())
          .contains("\"lead\":\"" + open + "\"", "meetings_first_week");
      Lead scored = new Leads(tables).find(SCOPE, open).orElseThrow();
      assertThat(scored.scoreOrNull()).isGreaterThan(50);
      assertThat(
              new Leads(tables).page(SCOPE, LeadFilter.all().scoredAtLeast(0), Page.first(1_000)))
          .hasSize(1);
    }
  }

  /** 120 closed leads, of which those that had a meeting mostly won, and an open one that had. */
  private static LeadId fill(TenantDatabase tables) {
    Leads leads = new Leads(tables);
    Activities activities = new Activities(tables);
    @Nullable LeadId last = null;
    for (int i = 0; i <= 120; i++) {
      String domain = i % 3 == 0 ? "gmail.com" : "acme.example";
      LeadId id =
          leads.add(
              SCOPE, LeadDetails.of(Person.withEmail("p%d@%s".formatted(i, domain))).from("web"));
      if (i % 2 == 0) {
        activities.add(SCOPE, id, Happening.of(Activity.Kind.MEETING, Instant.EPOCH));
      }
      if (i < 120) {
        boolean won = i % 10 < 2 ? i % 2 == 1 : i % 2 == 0;
        leads.setStatus(SCOPE, id, won ? Lead.Status.CLOSED_WON : Lead.Status.CLOSED_LOST);
      }
      last = id;
    }
    return Objects.requireNonNull(last);
  }

  @Test
  void thePromotionTestIsAnalysedByShop() {
    Path file =
        SharedData.file("ibm-promotion-test/WA_Fn-UseC_-Marketing-Campaign-Eff-UseC_-FastF.csv");
    Result result =
        cli.run(
            "experiment",
            file.toString(),
            "--variant",
            "Promotion",
            "--metric",
            "SalesInThousands",
            "--unit",
            "LocationID");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("1 has more", "3 has more", "too few to tell");
    assertThat(result.err())
        .contains("137 units, 548 rows, 0 refused", "rows of one LocationID are alike");
  }
}
