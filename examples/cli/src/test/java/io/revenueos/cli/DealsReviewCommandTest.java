package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cro.data.DealReviews;
import io.revenueos.cro.data.ForecastSnapshots;
import io.revenueos.cro.data.StoredSnapshot;
import io.revenueos.cro.data.TenantDeals;
import io.revenueos.kernel.jdbc.PooledDatabase;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.crm.DealDetails;
import io.revenueos.kernel.jdbc.crm.DealId;
import io.revenueos.kernel.jdbc.crm.DealTerms;
import io.revenueos.kernel.jdbc.crm.Deals;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.money.Money;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DealsReviewCommandTest {
  @TempDir private Path folder;

  private String url = "";
  private Cli cli = Cli.on("");
  private String tenant = "";
  private TenantScope scope = TenantScope.of(TenantId.of(new UUID(0, 0).toString()));

  @BeforeEach
  void aTenantThatIsRegistered() {
    url = "jdbc:h2:file:" + folder.resolve("revenue");
    cli = Cli.on(url);
    JsonObject added =
        cli.run("tenants", "add", "--slug", "acme", "--name", "Acme", "--json").onlyJson();
    tenant = added.text("tenant_id").orElseThrow();
    scope = TenantScope.of(TenantId.of(tenant));
  }

  private DealId added(DealDetails details) {
    try (PooledDatabase database = PooledDatabase.open(url)) {
      return new Deals(TenantDatabase.on(database.dataSource())).add(scope, details);
    }
  }

  @Test
  void openDealsAreReviewedAndTheReviewsKept() {
    DealId slipped =
        added(
            DealDetails.of(
                    "Late",
                    DealTerms.in("demo")
                        .worth(Money.of("100", "USD"))
                        .closingOn(LocalDate.of(2020, 1, 1)))
                .against("Globex"));
    added(DealDetails.of("Plain", DealTerms.in("demo")));
    Cli.Result all = cli.run("deals", "review", "--all", "--tenant", tenant, "--json");
    assertThat(all.exitCode()).isEqualTo(ExitCode.OK);
    List<JsonObject> reviews = all.json();
    assertThat(reviews).hasSize(2);
    JsonObject worst = reviews.get(0);
    assertThat(worst.text("deal_id")).contains(slipped.toString());
    assertThat(worst.text("version")).contains("revenue_os.deal_review.v1");
    assertThat(worst.list("risks").orElseThrow()).hasSize(4);
    Cli.Result one = cli.run("deals", "review", slipped.toString(), "--tenant", tenant);
    assertThat(one.out())
        .contains("risk: slipped: it was to close on 2020-01-01")
        .contains("risk: competitive threat: a competitor is mentioned: Globex")
        .contains("score of 100");
    assertThat(one.err()).contains("fewer than 10 won deals");
    try (PooledDatabase database = PooledDatabase.open(url)) {
      DealReviews kept = new DealReviews(TenantDatabase.on(database.dataSource()));
      assertThat(kept.find(scope, slipped).orElseThrow().risks()).contains("stalled: no activity");
    }
  }

  @Test
  void aValueThatFellSinceAForecastIsAScopeReduction() {
    DealId deal =
        added(DealDetails.of("Shrunk", DealTerms.in("demo").worth(Money.of("1000", "USD"))));
    try (PooledDatabase database = PooledDatabase.open(url)) {
      TenantDatabase own = TenantDatabase.on(database.dataSource());
      StoredSnapshot seen =
          StoredSnapshot.of(
              new UUID(0, 7),
              Instant.parse("2026-01-05T09:00:00Z"),
              TenantDeals.read(own, scope, LocalDate.of(9000, 1, 1)));
      new ForecastSnapshots(own).draft(scope, seen);
      new ForecastSnapshots(own).show(scope, seen.id());
      assertThat(cli.run("deals", "review", deal.toString(), "--tenant", tenant).out())
          .doesNotContain("scope reduction");
      new Deals(own).setTerms(scope, deal, DealTerms.in("demo").worth(Money.of("800", "USD")));
    }
    Cli.Result fallen = cli.run("deals", "review", deal.toString(), "--tenant", tenant);
    assertThat(fallen.out())
        .containsPattern(
            "risk: scope reduction: its value fell from 1000.00, seen on 2026-01-05, to 800.00, seen"
                + " on 20")
        .contains("next: find out what was left out, and why");
  }

  @Test
  void aDealOlderThanAnyThatClosedIsAZombie() {
    DealId old = added(DealDetails.of("Old", DealTerms.in("demo")));
    DealId young = added(DealDetails.of("Young", DealTerms.in("demo")));
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows rows = Rows.of(database.dataSource());
      rows.execute(
          """
          insert into deals (tenant_id, workspace_id, name, "value", currency, stage,
            actual_close_date, started_on)
          select tenant_id, workspace_id, 'Closed ' || "X", 1000, 'EUR', 'closed_won',
            date '2025-01-01', dateadd('DAY', - "X", date '2025-01-01')
          from deals, system_range(1, 30) where name = 'Old'
          """);
      rows.execute("update deals set started_on = date '2020-01-01' where name = 'Old'");
    }
    assertThat(cli.run("deals", "review", old.toString(), "--tenant", tenant).out())
        .containsPattern(
            "risk: zombie: it is [0-9],[0-9]{3} days old, and none that closed was older than 30;"
                + " forecasts do without it");
    assertThat(cli.run("deals", "review", young.toString(), "--tenant", tenant).out())
        .doesNotContain("zombie");
  }

  @Test
  void aTenantThatIsNotRegisteredAndHasNothingIsRefused() {
    String nobody = "0a000000-0000-4000-8000-00000000000a";
    for (String which : new String[] {"--all", "x"}) {
      Cli.Result result = cli.run("deals", "review", which, "--tenant", nobody, "--json");
      assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .contains("tenant " + nobody + " is not registered, and has no deals");
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThat(cli.run("deals", "review", "--tenant", tenant).err())
        .contains("DEAL_ID, --all: expected exactly one of them");
    Cli.Result unknown = cli.run("deals", "review", "x", "--tenant", tenant);
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(unknown.err()).contains("has no deal x");
    assertThat(cli.run("deals", "review", "--all", "--tenant", tenant).err())
        .contains("no open deals");
  }
}
