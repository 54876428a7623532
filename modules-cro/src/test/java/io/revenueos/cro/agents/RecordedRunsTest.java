package io.revenueos.cro.agents;

import static io.revenueos.cro.agents.CroHost.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.agent.ChatModel;
import io.revenueos.kernel.agent.RecordedAnswers;
import io.revenueos.kernel.agent.RecordedModel;
import io.revenueos.kernel.agent.RecordingModel;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.testkit.StagedModel;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same data and the same recorded answers give the same bytes, in another database of the same
 * kind: PostgreSQL has an order of its own for the members of an object.
 */
class RecordedRunsTest {
  private static final JsonObject PERIOD = JsonObject.of("period", "2026-Q1");

  private static String answers(Database kind, ChatModel model) {
    try (CroHost host = new CroHost(kind, model)) {
      host.history(A);
      return answer(host.run(A, "setup", "r-1", JsonObject.empty()))
          + "\n"
          + answer(host.run(A, "forecast", "r-2", PERIOD));
    }
  }

  private static String answer(RecordedAction action) {
    assertThat(action.status()).as(action.result().toJson()).isEqualTo(ActionStatus.COMPLETED);
    return action.result().object("answer").orElseThrow().toJson();
  }

  /** A setup with a summary that has to be repaired, and a forecast. */
  private static StagedModel wording() {
    return new StagedModel()
        .says("{\"summary\":\"They win 99.\",\"open_questions\":[],\"figures\":{}}")
        .says("{\"summary\":\"They win some.\",\"open_questions\":[\"Why?\"],\"figures\":{}}")
        .says(
            "{\"summary\":\"More of the same.\",\"depends_on\":[],\"questions\":[],\"figures\":{}}");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theSameBytesComeOfTheSameRecord(Database kind) throws IOException {
    StringBuilder record = new StringBuilder();
    String first =
        answers(kind, new RecordingModel(wording(), RecordedAnswers.none("nothing"), record));
    assertThat(first).contains("They win some.", "More of the same.");

    RecordedAnswers recorded = RecordedAnswers.read("record", new StringReader(record.toString()));

    assertThat(answers(kind, new RecordedModel(wording().name(), recorded))).isEqualTo(first);
  }

  @Test
  void otherDataHasNoRecordedAnswer() throws IOException {
    StringBuilder record = new StringBuilder();
    answers(Database.H2, new RecordingModel(wording(), RecordedAnswers.none("nothing"), record));
    RecordedAnswers recorded = RecordedAnswers.read("record", new StringReader(record.toString()));
    try (CroHost host = new CroHost(Database.H2, new RecordedModel("m", recorded))) {
      host.history(A);
      host.rows().execute("delete from deals where name = 'Deal 0'");
      RecordedAction run = host.run(A, "setup", "r-3", JsonObject.empty());
      assertThat(run.status()).isEqualTo(ActionStatus.DEAD);
      assertThat(List.of(run.result().toJson())).first().asString().contains("has no answer");
    }
  }
}
