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

  /** Too long to be shown as it is. */
  private static final String LONG = "x".repeat(120);

  /** Of deals that are drawn by lot, some of them wrong. */
  private static JsonObject export(int deals, long seed) {
    return export(deals, seed, "");
  }

  private static JsonObject export(int deals, long seed, String before) {
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
              before + "Owner " + lots.nextInt(50),
              before + "Product " + lots.nextInt(40),
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
      for (String before : List.of("", LONG, LONG.substring(0, 91))) {
        JsonObject export = export(deals, seed, before);
        assertThatCode(() -> ExportCheck.require(export))
            .as("seed %d", seed)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void namesThatAreTheSameAsFarAsTheyAreShownAreOne() {
    JsonObject pipeline = export(1000, 1, LONG).object("pipeline").orElseThrow();
    JsonObject total = pipeline.object("baseline").orElseThrow();
    for (String key : List.of("products", "owners")) {
      List<JsonObject> named = Checked.objects(pipeline, key);
      assertThat(named).hasSize(1);
      for (String figure : List.of("closed", "won")) {
        assertThat(named.get(0).decimal(figure)).isEqualTo(total.decimal(figure));
      }
      assertThat(pipeline.object("other_" + key)).isEmpty();
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

  @Test
  void groupsWinNoMoreThanAllAndHaveNamesOfTheirOwn() {
    JsonObject export = export(100, 1);
    JsonObject total = export.object("pipeline").orElseThrow().object("baseline").orElseThrow();
    long won = Checked.count(total, "won");
    assertThat(Checked.count(total, "closed")).isGreaterThan(won);
    for (String one : List.of("product", "owner")) {
      String place = "export.pipeline." + one + "s";
      JsonObject all =
          JsonObject.of(one, "Kit")
              .with("closed", won + 1)
              .with("won", won + 1)
              .with("win_rate", 1);
      JsonObject none = JsonObject.of(one, "Kit").with("closed", 0).with("won", 0);
      JsonObject only =
          changed(
              export,
              List.of("pipeline", "other_" + one + "s"),
              JsonObject.of("closed", 0).with("won", 0));
      assertRefused(place, changed(only, List.of("pipeline", one + "s"), List.of(all)));
      assertRefused(place, changed(only, List.of("pipeline", one + "s"), List.of(none, none)));
      JsonObject sized =
          changed(only, List.of("pipeline", one + "s"), List.of(none.with("deal_size", 5)));
      assertRefused(place + "[0].deal_size", sized);
    }
  }

  @Test
  void endsAreThoseOfTheBaselineAndMediansAreOfWonDeals() {
    JsonObject export = export(100, 1);
    JsonObject pipeline = export.object("pipeline").orElseThrow();
    List<JsonObject> moved =
        Checked.objects(pipeline, "stages").stream()
            .map(
                stage ->
                    switch (stage.text("stage").orElseThrow()) {
                      case "closed_won" -> stage.with("deals", Checked.count(stage, "deals") + 1);
                      case "lead" -> stage.with("deals", Checked.count(stage, "deals") - 1);
                      default -> stage;
                    })
            .toList();
    assertRefused("export.pipeline.stages", changed(export, List.of("pipeline", "stages"), moved));
    List<JsonObject> unnamed =
        Checked.objects(pipeline, "stages").stream()
            .map(stage -> stage.with("stage", "s_" + stage.text("stage").orElseThrow()))
            .toList();
    assertThatCode(
            () -> ExportCheck.require(changed(export, List.of("pipeline", "stages"), unnamed)))
        .doesNotThrowAnyException();

    JsonObject empty = export(1, 0);
    assertThat(empty.object("pipeline").orElseThrow().object("baseline").orElseThrow().toJson())
        .contains("\"won\":0");
    for (String median : List.of("cycle_days", "deal_size")) {
      assertRefused(
          "export.pipeline.baseline." + median,
          changed(empty, List.of("pipeline", "baseline", median), BigDecimal.ONE));
    }
  }

  @Test
  void aReasonStandsOnce() {
    JsonObject export = export(100, 1);
    List<JsonObject> excluded =
        new ArrayList<>(Checked.objects(export.object("pipeline").orElseThrow(), "excluded"));
    excluded.add(excluded.get(0).with("rows", 0));
    assertRefused(
        "export.pipeline.excluded", changed(export, List.of("pipeline", "excluded"), excluded));
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
