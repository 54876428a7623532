package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code stats}, {@code modules} and {@code health}. */
class OverviewCommandsTest {

  @ParameterizedTest
  @EnumSource(Database.class)
  void everyStatusIsCountedZeroIncluded(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    assertThat(cli.run("stats", "--json").out())
        .isEqualTo(
            "{\"events\":{\"pending\":0,\"processing\":0,\"completed\":0,\"failed\":0,\"dead\":0},"
                + "\"actions\":{\"pending\":0,\"completed\":0,\"failed\":0,\"dead\":0,"
                + "\"skipped\":0,\"logged\":0},"
                + "\"outbox\":{\"scheduled\":0,\"sent\":0,\"delivered\":0,\"failed\":0},"
                + "\"failed_attempts\":0,\"lag_seconds\":0.0}\n");

    cli.with(Events.lead("L-1") + "\n" + Events.lead("L-2", "{}") + "\n" + Events.poison("D-1"))
        .run("run", "-");

    assertThat(cli.run("stats", "--json").out())
        .startsWith(
            "{\"events\":{\"pending\":0,\"processing\":0,\"completed\":2,\"failed\":1,\"dead\":0},"
                + "\"actions\":{\"pending\":0,\"completed\":3,\"failed\":0,\"dead\":1,"
                + "\"skipped\":0,\"logged\":0},"
                + "\"outbox\":{\"scheduled\":1,\"sent\":0,\"delivered\":0,\"failed\":0},"
                + "\"failed_attempts\":2,\"lag_seconds\":");
    assertThat(cli.run("stats").out())
        .containsPattern("events +\\| completed +\\| 2")
        .containsPattern("outbox +\\| scheduled +\\| 1");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theModulesAreListedThePlannedOnesIncluded(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    List<JsonObject> modules = cli.run("modules", "--json").json();

    assertThat(modules)
        .extracting(
            module -> module.text("id").orElseThrow() + " " + module.text("status").orElseThrow())
        .contains("ai_cfo planned", "ai_cmo active", "ai_coo planned", "ai_cro active");
    assertThat(modules.get(0).keys())
        .containsExactly("id", "name", "status", "version", "modes", "policies");
    assertThat(cli.run("modules").out())
        .contains("AI Chief Revenue Officer", "revenue_os.margin.discount_guard_v1", "deal_review");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aFreshDatabaseIsHealthy(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    Result result = cli.run("health", "--json");

    assertThat(result.exitCode()).isZero();
    // The tests' PostgreSQL is used as its superuser, which health warns of.
    assertThat(result.onlyJson().text("status"))
        .contains(kind == Database.H2 ? "healthy" : "degraded");
    assertThat(result.onlyJson().keys()).containsExactly("status", "store", "checks", "modules");
    assertThat(cli.run("health").out())
        .containsPattern("ai_cro +\\| tables +\\| pass")
        .contains(kind == Database.H2 ? "healthy, on H2" : "degraded, on PostgreSQL");
  }
}
