package io.revenueos.cro.agents;

import static io.revenueos.cro.agents.CroHost.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.action.ActionStatus;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Database;
import io.revenueos.kernel.jdbc.crm.Move;
import io.revenueos.kernel.jdbc.crm.Recommendations;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.store.RecordedAction;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the optimization proposes becomes recommendations through a policy. */
class MoveProposalsTest {
  private static final JsonObject NONE = JsonObject.empty();

  private static JsonObject figures(RecordedAction action) {
    assertThat(action.status()).as(action.result().toJson()).isEqualTo(ActionStatus.COMPLETED);
    return Wording.figures(action.result().object("answer").orElseThrow());
  }

  private static List<Move> recommended(CroHost host, Move.Status status) {
    return new Recommendations(host.database()).page(A.scope(), status, Page.first(50));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void theWeeklyFocusBecomesRecommendationsByAPolicyAndOnlyOnce(Database kind) {
    try (CroHost host = new CroHost(kind, null)) {
      host.history(A);
      JsonObject figures = figures(host.run(A, "optimization", "o-1", NONE));
      List<Move> moves = recommended(host, Move.Status.OPEN);
      assertThat(moves)
          .extracting(move -> move.subject().target().id())
          .containsExactlyInAnyOrderElementsOf(
              figures.list("weekly_focus").orElseThrow().stream().map(String::valueOf).toList());
      assertThat(moves).allSatisfy(move -> assertThat(move.title()).contains(": Deal "));
      assertThat(
              host.rows()
                  .lines(
                      "select distinct rule_name, decision_outcome from kernel_decisions d join"
                          + " kernel_events e on e.tenant_id = d.tenant_id and e.id = d.event_id"
                          + " where e.event_type = 'revenue_move_proposed'"))
          .containsExactly("revenue_os.growth.revenue_move_v1 emit_actions");

      Recommendations recommendations = new Recommendations(host.database());
      Move first = moves.get(0);
      assertThatThrownBy(() -> recommendations.setStatus(A.scope(), first.id(), Move.Status.DONE))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("is open and cannot become done");
      recommendations.setStatus(A.scope(), first.id(), Move.Status.IN_PROGRESS);
      recommendations.setStatus(A.scope(), first.id(), Move.Status.DONE);
      figures(host.run(A, "optimization", "o-2", NONE));
      assertThat(recommended(host, Move.Status.OPEN)).hasSize(4);
      assertThat(recommended(host, Move.Status.DONE)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aTenantSaysFromWhichValueOnAMoveIsRecommended(Database kind) {
    try (CroHost host = new CroHost(kind, null)) {
      host.history(A);
      host.set(A, JsonObject.of("recommendations.min_expected_value", 1_000_000));
      figures(host.run(A, "optimization", "o-1", NONE));
      assertThat(recommended(host, Move.Status.OPEN)).isEmpty();
    }
  }
}
