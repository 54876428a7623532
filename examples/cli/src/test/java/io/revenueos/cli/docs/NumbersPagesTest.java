package io.revenueos.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.cli.Cli;
import io.revenueos.cli.Cli.Result;
import io.revenueos.cli.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/forecasting.md and docs/experiments.md, run as they stand there. */
class NumbersPagesTest {
  private static final String TENANT = "4161ee82-be97-4fa8-9017-5c40be3ebe19";

  private final Cli cli = Cli.on("jdbc:h2:mem:numbers-pages;DB_CLOSE_DELAY=-1");

  @TempDir private Path folder;

  @Test
  void theCommandsAboutForecastsWork() throws IOException {
    Path picture = folder.resolve("backtest.png");
    Map<String, Path> files =
        Map.of(
            "deals.csv", SharedData.file("crm-sales-opportunities/sales_pipeline.csv"),
            "products.csv", SharedData.file("crm-sales-opportunities/products.csv"),
            "backtest.png", picture);
    List<Command> commands = Command.of(Page.read("docs/forecasting.md"));
    assertThat(commands).hasSize(5);
    cli.run("tenants", "add", "--slug", "acme", "--name", "Acme", "--tenant-id", TENANT);
    for (Command command : commands) {
      Result result = cli.run(command.on(files));
      boolean thin = command.is("forecast", "--tenant", TENANT);
      assertThat(result.exitCode()).as(command + ": " + result.err()).isEqualTo(thin ? 1 : 0);
      assertThat(result.out() + result.err()).contains(said(command, thin));
    }
    assertThat(picture).isNotEmptyFile();
  }

  private static String said(Command command, boolean thin) {
    if (command.is("import")) {
      return "8,800 accepted, 0 duplicates, 0 refused";
    } else if (command.is("deals")) {
      return "Cancity, ";
    } else if (command.is("backtest")) {
      return "same period of last quarter";
    }
    return thin ? "No forecast: 0 closed deals" : "Forecast of 2018-Q1";
  }

  @Test
  void theExperimentOfThePageComesOutAsItSays() throws IOException {
    Page page = Page.read("docs/experiments.md");
    Map<String, Path> files =
        Map.of(
            "promotion.csv",
            SharedData.file(
                "ibm-promotion-test/WA_Fn-UseC_-Marketing-Campaign-Eff-UseC_-FastF.csv"));
    List<Command> commands = Command.of(page);
    assertThat(commands).hasSize(1);
    Result result = cli.run(commands.get(0).on(files));
    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> pairs =
        result.out().lines().filter(line -> line.matches(" *\\d - \\d .*")).toList();
    assertThat(pairs).hasSize(3);
    for (String pair : pairs) {
      String[] cells = pair.strip().split(" *\\| *", -1);
      String[] interval = cells[2].split(" to ", -1);
      assertThat(page.text())
          .contains(
              "| %s | %s | %s to %s | %s | %s |"
                  .formatted(
                      cells[0],
                      hundredths(cells[1]),
                      hundredths(interval[0]),
                      hundredths(interval[1]),
                      cells[3],
                      cells[4]));
    }
    assertThat(result.err()).contains("124 units in each would be needed");
  }

  private static String hundredths(String figure) {
    return "%+.2f".formatted(Double.parseDouble(figure));
  }
}
