package io.revenueos.cro.agents;

import static io.revenueos.cro.agents.CroHost.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.cro.pipeline.DealHistory;
import io.revenueos.cro.pipeline.DealRow;
import io.revenueos.cro.pipeline.StageNames;
import io.revenueos.cro.setup.PipelineExport;
import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.testkit.StagedModel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The mode {@code setup}, asked about a CRM's export. */
class PipelineOfExportTest {
  private static final List<String> ORDER = List.of("lead", "demo");

  /** Seven of ten deals are won; of the open ones some wait in each stage. */
  private static PipelineExport export() {
    LocalDate start = LocalDate.of(2025, 1, 1);
    List<DealRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String stage = i % 10 < 7 ? "closed_won" : "closed_lost";
      LocalDate begun = start.plusDays(i);
      rows.add(
          new DealRow(
              i, "E" + i, stage, "Eve", "Kit", new BigDecimal("5"), begun, begun.plusDays(9)));
    }
    rows.add(new DealRow(100, "E100", "lead", "Eve", "Kit", null, start, null));
    rows.add(new DealRow(101, "E101", "typo", "Eve", "Kit", null, start, null));
    return new PipelineExport(
        "theirs.csv",
        2,
        DealHistory.of(rows, new StageNames(Set.of("lead", "demo")), start.plusDays(200), Map.of()),
        "CHF");
  }

  private static JsonObject answer(RecordedAction action) {
    assertThat(action.status()).as(action.result().toJson()).isEqualTo(ActionStatus.COMPLETED);
    return action.result().object("answer").orElseThrow();
  }

  @Test
  void theAnswerIsAboutTheExportAndSaysSo() {
    try (CroHost host = new CroHost(Database.H2, null)) {
      host.history(A);
      JsonObject answer = answer(host.run(A, "setup", "x-1", export().input(ORDER)));
      assertThat(answer.text("summary"))
          .contains(
              "From the export theirs.csv, not from stored deals (104 rows, 1 kept out, 2"
                  + " unreadable): 101 deals, 1 of them open; 100 closed, 70 won, usually after 9"
                  + " days. Bottlenecks: none.");
      JsonObject figures = Wording.figures(answer);
      assertThat(figures.text("source")).contains("export");
      assertThat(figures.text("currency")).contains("CHF");
      assertThat(figures.list("products").orElseThrow()).hasSize(1);
      assertThat(figures.list("steps").orElseThrow())
          .extracting(step -> ((JsonObject) step).decimal("drop_off_most").orElseThrow())
          .containsExactly(new BigDecimal("0.3000"), new BigDecimal("0.3000"));
      assertThat(answer.toJson()).contains("At which stages were the 30 lost deals lost?");
      assertThat(answer(host.run(A, "setup", "x-2", export().input(ORDER))).toJson())
          .isEqualTo(answer.toJson());
      // The deals of the export are not the tenant's.
      assertThat(host.rows().lines("select name from deals where name like 'E%'")).isEmpty();
    }
  }

  @Test
  void whatIsNotOfTheFormIsRefusedBeforeAnythingIsStored() {
    try (CroHost host = new CroHost(Database.H2, null)) {
      JsonObject export = export().input().object("export").orElseThrow();
      for (JsonObject wrong :
          List.of(
              export.with("rows", -1),
              export.with("rows", "many"),
              export.with("rows", new BigDecimal("1e300")),
              export.with("deals", List.of(JsonObject.of("id", "E1"))),
              export.with("pipeline", JsonObject.empty()))) {
        assertThatThrownBy(() -> host.run(A, "setup", "w-1", JsonObject.of("export", wrong)))
            .hasMessageContaining("/export");
      }
      assertThat(host.rows().lines("select id from kernel_events")).isEmpty();
    }
  }

  @Test
  void stagesThatMakeNoStepsFailWithTheReason() {
    try (CroHost host = new CroHost(Database.H2, null)) {
      RecordedAction failed =
          host.run(A, "setup", "f-1", export().input(List.of("closed_won", "lead")));
      assertThat(failed.status()).isEqualTo(ActionStatus.DEAD);
      assertThat(failed.result().toJson()).contains("expected stages of open deals");
    }
  }

  @Test
  void anOrderThatIsNotThePipelinesIsAskedAbout() {
    try (CroHost host = new CroHost(Database.H2, null)) {
      JsonObject answer =
          answer(host.run(A, "setup", "o-1", export().input(List.of("misspelled"))));
      assertThat(answer.list("open_questions").orElseThrow().toString())
          .contains("No deal is in these stages of the order: misspelled.")
          .contains("Where in the order are these stages: ");
      assertThat(
              answer(host.run(A, "setup", "o-2", export().input(ORDER)))
                  .list("open_questions")
                  .orElseThrow()
                  .toString())
          .doesNotContain("Where in the order");
    }
  }

  @Test
  void aModelWordsItAndChangesNoFigure() {
    StagedModel model = new StagedModel();
    try (CroHost host = new CroHost(Database.H2, model)) {
      model
          .says("{\"summary\":\"They win 99.\",\"open_questions\":[],\"figures\":{}}")
          .says(
              "{\"summary\":\"By theirs.csv they won 70 of 100.\",\"open_questions\":[],"
                  + "\"figures\":{\"deals\":1}}");
      JsonObject answer = answer(host.run(A, "setup", "m-1", export().input()));
      assertThat(answer.text("summary")).contains("By theirs.csv they won 70 of 100.");
      assertThat(Wording.figures(answer).decimal("deals")).contains(new BigDecimal("101"));
      assertThat(model.asked()).hasSize(2);
    }
  }
}
