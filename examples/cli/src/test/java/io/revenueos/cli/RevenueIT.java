package io.revenueos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli.Result;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code examples/revenue}, as a newcomer runs it: the real script, the real jar, a process each.
 */
class RevenueIT {
  private static final Path SCRIPT = jar().resolve("../../../revenue").normalize();

  @TempDir private Path folder;

  private static Path jar() {
    return Path.of(System.getProperty("revenue.jar")).toAbsolutePath();
  }

  private Result revenue(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    return run(environment, command);
  }

  private Result run(Map<String, String> environment, List<String> command) {
    try (CliProcess process = CliProcess.start(folder, environment, command)) {
      return process.awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theFirstHourOfANewcomer(Database kind) throws IOException {
    Map<String, String> database =
        Map.of(DatabaseOptions.VARIABLE, TestDatabases.emptyUrl(kind, folder));
    Path events =
        Files.writeString(
            folder.resolve("events.jsonl"),
            Events.lead("L-1") + "\nnonsense\n" + Events.lead("L-2"));
    Path question =
        Files.writeString(folder.resolve("question.json"), Events.discount("D-1", "100", "40"));

    Result demo = revenue(database, "demo");
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("First Touch Coaching", "revenue explain");
    assertThat(revenue(database, "demo").exitCode()).isZero();

    Result run = revenue(database, "run", events.toString(), "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json()).hasSize(3);
    assertThat(revenue(database, "guard", question.toString()).exitCode())
        .isEqualTo(ExitCode.GUARD_BLOCK);
    assertThat(revenue(database, "explain", "1").out()).startsWith("event 1  campaign_launched");
    assertThat(revenue(database, "stats", "--json").onlyJson().toJson())
        .contains("\"completed\":18,\"failed\":0");
    assertThat(revenue(database, "health").exitCode()).isZero();
  }

  @Test
  void withoutADatabaseNamedOneIsKeptBesideTheWork() {
    Result demo = revenue(Map.of(), "demo");

    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(folder.resolve(".revenueos")).isDirectory();
    assertThat(revenue(Map.of(), "stats", "--json").out()).contains("\"completed\":15");
  }

  @Test
  void worksThroughLinksFromAnywhere() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("a b/c"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), SCRIPT);
    Path linkToLink = Files.createSymbolicLink(elsewhere.resolve("revenue"), link.getFileName());

    Result result = run(Map.of(), List.of(linkToLink.toString(), "--version"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("revenue-os ");
    // A link that leads out of the folder would be complained about when the folder is cleared.
    Files.delete(link);
  }

  @Test
  void fileNamesAreUtf8EvenWithoutALocale() throws IOException {
    Path script = folder.resolve("script.sh");
    Files.writeString(
        script,
        """
        unset LC_ALL LC_CTYPE LANG
        printf '%%s\\n' '%s' > 'J\u00FCrgen \u20AC.jsonl'
        exec '%s' run 'J\u00FCrgen \u20AC.jsonl'
        """
            .formatted(Events.lead("L-1"), SCRIPT));

    Result result = run(Map.of(), List.of("sh", script.toString()));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("line 1: event 1 completed");
  }

  @Test
  void aPipeThatIsClosedEarlyEndsItQuietly() throws IOException {
    Path events = folder.resolve("events.jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      lines.append(Events.note("N-" + i, "{}")).append('\n');
    }
    Files.writeString(events, lines);
    String pipe = "'%s' run '%s' | head -n 1".formatted(SCRIPT, events);

    Result result = run(Map.of(), List.of("sh", "-c", pipe));

    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.err())
        .contains("Stopped after line")
        .doesNotContain("2,000 accepted", "error", "\tat ");
  }
}
