package io.revenueos.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli;
import io.revenueos.cli.Cli.Result;
import io.revenueos.cli.SharedData;
import io.revenueos.kernel.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of docs/lead-scoring.md, and what it says was measured with them. */
class LeadScoringPageTest {
  private static final String X_EDUCATION = "xeducation-leads/Leads.csv";

  private final Cli cli = Cli.on("jdbc:h2:mem:lead-scoring-page");

  @TempDir private Path folder;

  private static double figure(JsonObject json, String of, String name) {
    return json.object(of).orElseThrow().decimal(name).map(BigDecimal::doubleValue).orElseThrow();
  }

  private static String row(JsonObject json, String of) {
    return "| %.3f | %.4f | %.3f |"
        .formatted(figure(json, of, "auc"), figure(json, of, "brier"), figure(json, of, "ece"));
  }

  /** The goals are fixed; the page has what was reached. */
  @ParameterizedTest
  @CsvSource({
    "Leads.csv, xeducation-leads/Leads.csv, 0.875, 20, Tags",
    "bank.csv, uci-bank-marketing/bank.csv, 0.74, 15, duration"
  })
  void realLeadsAreScoredAsWellAsDocumented(
      String name, String path, double auc, int columns, String leaking) throws IOException {
    Page page = Page.read("docs/lead-scoring.md");
    Path chart = folder.resolve("calibration.png");
    Command command =
        Command.of(page).stream()
            .filter(one -> one.arguments().contains(name))
            .findFirst()
            .orElseThrow();

    Result result =
        cli.run(
            command.on(Map.of(name, SharedData.file(path)), "--json", "--chart", chart.toString()));

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonObject json = result.onlyJson();
    assertThat(figure(json, "model", "auc")).isGreaterThanOrEqualTo(auc);
    assertThat(figure(json, "model", "ece")).isLessThanOrEqualTo(0.02);
    assertThat(figure(json, "model", "brier"))
        .isLessThan(figure(json, "logistic_regression", "brier"));
    assertThat(json.list("columns").orElseThrow().size()).isEqualTo(columns);
    assertThat(json.list("findings").orElseThrow().toString()).contains(leaking);
    assertThat(json.list("refused").orElseThrow()).isEmpty();
    assertThat(chart).isNotEmptyFile();
    assertThat(page.text())
        .contains(
            "| model " + row(json, "model"),
            "| logistic regression " + row(json, "logistic_regression"));
  }

  /** Some leads of X Education, of which the last hundred are made open ones. */
  private Path someOpen() throws IOException {
    List<String> lines = Files.readAllLines(SharedData.file(X_EDUCATION)).subList(0, 1_001);
    StringBuilder some = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      some.append(i > 900 ? line.replaceFirst("^((?:[^,]*,){6})[01],", "$1,") : line).append('\n');
    }
    return Files.writeString(folder.resolve("leads.csv"), some);
  }

  @Test
  void theCommandsAtTheTopOfThePageWork() throws IOException {
    Map<String, Path> files = Map.of("leads.csv", someOpen());
    List<Command> commands =
        Command.of(Page.read("docs/lead-scoring.md")).stream()
            .filter(one -> !one.arguments().contains("Leads.csv"))
            .filter(one -> !one.arguments().contains("bank.csv"))
            .toList();
    assertThat(commands).hasSize(3);
    cli.run(
        "tenants",
        "add",
        "--slug",
        "acme",
        "--name",
        "Acme",
        "--tenant-id",
        commands.get(2).arguments().get(3));
    for (Command command : commands) {
      Result result = cli.run(command.on(files));
      assertThat(result.exitCode()).as(command + ": " + result.err()).isZero();
      String said =
          command.is("backtest")
              ? "1,000 rows, 0 refused"
              : command.is("leads", "score", "--file") ? "100 scored" : "no open leads";
      assertThat(result.err()).contains(said);
    }
  }
}
