package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code guard}: the verdict, and the exit code that says it to a script. */
class GuardCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void theExitCodeIsTheVerdict(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    Map<String, Integer> verdicts =
        Map.of("80.01", 0, "80", 10, "50.01", 10, "50", 20, "\"cheap\"", 20, "120", 0);

    verdicts.forEach(
        (price, exitCode) -> {
          String question = Events.discount("D-" + price.replace("\"", ""), "100", price);
          assertThat(cli.with(question).run("guard", "-").exitCode())
              .as("from 100 to " + price)
              .isEqualTo(exitCode);
        });
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void programsGetTheVerdictAsDocumented(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    JsonObject blocked =
        cli.with(Events.discount("D-1", "100", "40")).run("guard", "-", "--json").onlyJson();
    JsonObject unguarded =
        cli.with(Events.note("N-1", "{}")).run("guard", "-", "--json").onlyJson();

    assertThat(blocked.keys())
        .containsExactly("event_id", "result", "reason_code", "reason_text", "override_required");
    assertThat(blocked.text("result")).contains("block");
    assertThat(blocked.text("reason_code"))
        .contains("revenue_os.margin.discount_guard_v1.block.discount_ge_50pct");
    assertThat(blocked.flag("override_required")).contains(true);
    assertThat(unguarded.text("result")).contains("allow");
    assertThat(unguarded.text("reason_code")).contains("revenue_os.guard.no_policy");
    assertThat(unguarded.flag("override_required")).contains(false);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void peopleGetTheReasonAndWhoMayOverride(Database kind) throws IOException {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));
    Path file = folder.resolve("question.json");
    Files.writeString(file, Events.discount("D-1", "100", "75").replace(",", ",\n  ") + "\n\n");

    Result result = cli.run("guard", file.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.GUARD_OVERRIDE);
    assertThat(result.out())
        .startsWith("allow_with_override  revenue_os.margin.discount_guard_v1.override_required")
        .contains("25.00 %", "may be overridden by: ", "see: revenue explain ");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aPolicyThatFailsAllowsNothing(Database kind) {
    Cli cli = Cli.on(TestDatabases.emptyUrl(kind));

    Result result = cli.with(Events.poison("D-1")).run("guard", "-", "--json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(Events.error(result.onlyJson()).text("code")).contains("event_failed");
    assertThat(result.err()).contains("poisoned by deal D-1").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void twoQuestionsInOneFileAreNone(Database kind) {
    String two = Events.discount("D-1", "100", "90") + "\n" + Events.discount("D-2", "100", "90");

    Result result = Cli.on(TestDatabases.emptyUrl(kind)).with(two).run("guard", "-");

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("expected the end after the JSON object");
  }
}
