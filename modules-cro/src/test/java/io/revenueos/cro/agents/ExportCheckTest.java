package io.revenueos.cro.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.cro.setup.PipelineExport;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCheckTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 1);

  /** Of deals that are drawn by lot, some of them wrong. */
  private static JsonObject export(int deals, long seed) {
    Random lots = new Random(seed);
    List<String> stages = List.of("lead", "demo", "closed_won", "closed_lost", "typo");
    List<DealRow> rows = new ArrayList<>();
    for (int i = 0; i < deals; i++) {
      String stage = stages.get(lots.nextInt(stages.size()));
      LocalDate day = START.plusDays(lots.nextInt(60));
      boolean closed = stage.startsWith("closed_");
      rows.add(
          new DealRow(
              i,
              "D" + lots.nextInt(deals * 10),
              stage,
              "Owner " + lots.nextInt(50),
              "Product " + lots.nextInt(40),
              lots.nextBoolean() ? BigDecimal.valueOf(lots.nextInt(1000) - 10) : null,
              day,
              closed || lots.nextBoolean() ? day.plusDays(lots.nextInt(90) - 5) : null));
    }
    DealHistory history =
        DealHistory.of(rows, new StageNames(Set.of("lead", "demo")), START.plusDays(100), Map.of());
    return new PipelineExport("theirs.csv", lots.nextInt(5), history, "CHF")
        .input()
        .object("export")
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1000})
  void whatAnExportComesToContradictsNothing(int deals) {
    for (int seed = 0; seed < 50; seed++) {
      JsonObject export = export(deals, seed);
      assertThatCode(() -> ExportCheck.require(export))
          .as("seed %d", seed)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "export.rows, rows",
    "export.rows, unreadable",
    "export.kept_out, kept_out",
    "export.pipeline.deals, pipeline.deals",
    "export.pipeline.deals, pipeline.open_deals",
    "export.pipeline.baseline.won, pipeline.baseline.won",
    "export.pipeline.open_without_value, pipeline.open_without_value",
    "export.pipeline.open_without_expected_close, pipeline.open_without_expected_close"
  })
  void aFigureThatOthersContradictIsNamed(String named, String changed) {
    JsonObject export = export(100, 1);
    assertRefused(named, changed(export, List.of(changed.split("\\.")), new BigDecimal(5000)));
  }

  @Test
  void sharesStagesAndDaysAreLookedAtToo() {
    JsonObject export = export(100, 1);
    JsonObject pipeline = export.object("pipeline").orElseThrow();
    assertRefused(
        "export.pipeline.as_of", changed(export, List.of("pipeline", "as_of"), "2017-13-45"));
    assertRefused(
        "export.pipeline.baseline.win_rate",
        changed(export, List.of("pipeline", "baseline", "win_rate"), new BigDecimal("0.99")));
    JsonObject stage = Checked.objects(pipeline, "stages").get(0);
    assertRefused(
        "export.pipeline.stages",
        changed(export, List.of("pipeline", "stages"), List.of(stage, stage)));
    assertRefused(
        "export.pipeline.stages", changed(export, List.of("pipeline", "stages"), List.of(stage)));
    JsonObject product =
        JsonObject.of("product", "Kit").with("closed", 900).with("won", 0).with("win_rate", 0);
    assertRefused(
        "export.pipeline.products",
        changed(export, List.of("pipeline", "products"), List.of(product)));
    assertRefused(
        "export.pipeline.products[0].won",
        changed(export, List.of("pipeline", "products"), List.of(product.with("won", 901))));
  }

  private static JsonObject changed(JsonObject holder, List<String> path, Object value) {
    String key = path.get(0);
    return path.size() == 1
        ? holder.with(key, value)
        : holder.with(
            key, changed(holder.object(key).orElseThrow(), path.subList(1, path.size()), value));
  }

  private static void assertRefused(String field, JsonObject export) {
    assertThatThrownBy(() -> ExportCheck.require(export))
        .isInstanceOfSatisfying(
            InvalidInputException.class, wrong -> assertThat(wrong.field()).isEqualTo(field));
  }
}
