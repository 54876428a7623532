package io.revenueos.cro.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.CroModule;
import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link PipelineExport} and {@link PipelineFigures}. */
class PipelineExportTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 1);

  /** Owner n closes n deals, every second won; every deal has a product and a stage of its own. */
  private static DealHistory many(int owners) {
    List<DealRow> rows = new ArrayList<>();
    Set<String> stages = new HashSet<>();
    for (int owner = 1; owner <= owners; owner++) {
      for (int deal = 0; deal < owner; deal++) {
        int row = rows.size() + 2;
        String stage = deal % 2 == 0 ? "closed_won" : "closed_lost";
        rows.add(row(row, stage, "Owner " + owner, "Product " + row));
      }
      stages.add("stage_" + owner);
      rows.add(row(rows.size() + 2, "stage_" + owner, "Owner " + owner, ""));
    }
    rows.add(row(9_999, "nonsense", "Owner 1", ""));
    return DealHistory.of(rows, new StageNames(stages), START.plusDays(90), Map.of());
  }

  private static DealRow row(long row, String stage, String owner, String product) {
    boolean closed = stage.startsWith("closed_");
    return new DealRow(
        row,
        "D" + row,
        stage,
        owner,
        product,
        closed ? BigDecimal.TEN : null,
        START,
        closed ? START.plusDays(30) : null);
  }

  private static JsonObject pipeline(JsonObject input) {
    return input.object("export").orElseThrow().object("pipeline").orElseThrow();
  }

  private static long sum(JsonObject figures, String many, String key) {
    return figures.list(many).orElseThrow().stream()
        .mapToLong(group -> ((JsonObject) group).decimal(key).orElseThrow().longValueExact())
        .sum();
  }

  @Test
  void theLargestAreNamedAndTheRestIsSummed() {
    JsonObject figures = pipeline(new PipelineExport("crm.csv", 3, many(120), "EUR").input());
    assertThat(figures.list("owners").orElseThrow()).hasSize(30);
    JsonObject first = (JsonObject) figures.list("owners").orElseThrow().get(0);
    assertThat(first.text("owner")).contains("Owner 120");
    JsonObject others = figures.object("other_owners").orElseThrow();
    assertThat(others.decimal("owners")).contains(BigDecimal.valueOf(90));
    JsonObject all = figures.object("baseline").orElseThrow();
    for (String key : List.of("closed", "won")) {
      long named = sum(figures, "owners", key);
      assertThat(BigDecimal.valueOf(named).add(others.decimal(key).orElseThrow()))
          .isEqualTo(all.decimal(key).orElseThrow());
    }
    assertThat(figures.list("stages").orElseThrow()).hasSize(100);
    assertThat(figures.object("other_stages").orElseThrow().toJson())
        .isEqualTo("{\"stages\":22,\"deals\":22}");
    assertThat(figures.list("products").orElseThrow()).hasSize(30);
    assertThat(figures.toJson().length()).isLessThan(20_000);
  }

  @Test
  void nothingIsSummedWhereAllAreNamed() {
    JsonObject figures = pipeline(new PipelineExport("crm.csv", 0, many(5), "EUR").input());
    for (String rest : List.of("other_owners", "other_products", "other_stages")) {
      assertThat(figures.has(rest)).isTrue();
      assertThat(figures.object(rest)).isEmpty();
    }
  }

  @Test
  void rowsAreCountedAndTheInputMeetsTheSchema() throws IOException {
    JsonObject input = new PipelineExport("crm.csv", 3, many(50), "EUR").input(List.of("stage_1"));
    JsonObject export = input.object("export").orElseThrow();
    // 1,275 closed, 50 open, 1 kept out, 3 unreadable.
    assertThat(export.decimal("rows")).contains(BigDecimal.valueOf(1_329));
    assertThat(export.decimal("kept_out")).contains(BigDecimal.ONE);
    assertThat(pipeline(input).list("excluded").orElseThrow().toString())
        .isEqualTo("[{\"reason\":\"unknown stage\",\"rows\":1}]");
    try (InputStream schema =
        Objects.requireNonNull(
            CroModule.class.getResourceAsStream("schemas/pipeline_intake_input.json"))) {
      String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
      JsonSchema form = JsonSchema.of(JsonObject.parse(text));
      assertThat(form.violations(input)).isEmpty();
      DealHistory none = DealHistory.of(List.of(), new StageNames(Set.of()), START, Map.of());
      assertThat(form.violations(new PipelineExport("x", 0, none, "EUR").input())).isEmpty();
    }
  }

  @Test
  void whatIsNoExportIsRefused() {
    DealHistory history = many(1);
    assertThatThrownBy(() -> new PipelineExport(" ", 0, history, "EUR"))
        .hasMessage("file: expected a name, found none");
    assertThatThrownBy(() -> new PipelineExport("crm.csv", -1, history, "EUR"))
        .hasMessage("unreadable: expected at least 0, found -1");
  }
}
