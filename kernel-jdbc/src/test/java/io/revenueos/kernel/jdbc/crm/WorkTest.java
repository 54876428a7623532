package io.revenueos.kernel.jdbc.crm;

import static io.revenueos.kernel.jdbc.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.jdbc.TimeKey;
import io.revenueos.kernel.jdbc.testkit.ActionRows;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.Workspace;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What actions leave for people, and where these work. */
class WorkTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final Page<TimeKey> FIRST = Page.first(10);

  private static ActionRows north(Login login, Company company) {
    return new ActionRows(login.operator(), company.tenant(), company.north());
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void tasksAreDueSoonestFirstUntilTheyAreDone(Login login) {
    Company company = Company.in(login);
    Tasks tasks = new Tasks(login.tables());
    TaskId later = north(login, company).task("later", NOON.plusSeconds(1));
    TaskId sooner = north(login, company).task("sooner", NOON);

    List<CrmTask> pending = tasks.page(company.inNorth(), CrmTask.Status.PENDING, FIRST);
    assertThat(pending).extracting(CrmTask::id).containsExactly(sooner, later);
    assertThat(pending.get(0).title()).isEqualTo("sooner");
    assertThat(pending.get(0).subject().target()).isEqualTo(Target.of(Target.Kind.LEAD, "L-1"));
    assertThat(
            tasks.page(
                company.inNorth(), CrmTask.Status.PENDING, Page.after(pending.get(0).key(), 10)))
        .extracting(CrmTask::id)
        .containsExactly(later);

    tasks.assign(company.inNorth(), sooner, company.ada());
    tasks.complete(company.as(company.ada()), sooner);
    CrmTask done = tasks.find(company.inNorth(), sooner).orElseThrow();
    assertThat(done.progress().status()).isEqualTo(CrmTask.Status.COMPLETED);
    assertThat(done.progress().assignedToOrNull()).isEqualTo(company.ada());
    assertThat(done.progress().completedAtOrNull()).isNotNull();
    assertRefused("illegal_transition", () -> tasks.complete(company.inNorth(), sooner));
    assertRefused("unknown_id", () -> tasks.complete(company.inSouth(), sooner));
    assertRefused("unknown_id", () -> tasks.complete(company.inSouth(), later));
    assertRefused("unknown_id", () -> tasks.assign(company.inSouth(), later, company.ben()));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aRecommendationGoesStepByStep(Login login) {
    Company company = Company.in(login);
    Recommendations moves = new Recommendations(login.tables());
    RecommendationId old = north(login, company).recommendation("old", "open", NOON);
    RecommendationId young =
        north(login, company).recommendation("young", "open", NOON.plusSeconds(1));
    List<Move> open = moves.page(company.inNorth(), Move.Status.OPEN, FIRST);
    assertThat(open).extracting(Move::id).containsExactly(young, old);
    assertThat(moves.page(company.inNorth(), Move.Status.OPEN, Page.after(open.get(0).key(), 1)))
        .extracting(Move::title)
        .containsExactly("old");

    assertRefused(
        "illegal_transition", () -> moves.setStatus(company.inNorth(), old, Move.Status.DONE));
    moves.setStatus(company.inNorth(), old, Move.Status.IN_PROGRESS);
    assertRefused(
        "illegal_transition",
        () -> moves.setStatus(company.inNorth(), old, Move.Status.IN_PROGRESS));
    moves.setStatus(company.as(company.ada()), old, Move.Status.DONE);
    assertThat(moves.find(company.inNorth(), old).map(Move::status)).contains(Move.Status.DONE);
    assertRefused(
        "illegal_transition", () -> moves.setStatus(company.inNorth(), old, Move.Status.OPEN));
    assertRefused(
        "unknown_id", () -> moves.setStatus(company.inSouth(), young, Move.Status.IN_PROGRESS));
    assertRefused(
        "no_workspace_access",
        () -> moves.setStatus(company.as(company.vic()), young, Move.Status.IN_PROGRESS));
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void usersFindTheirWorkspaces(Login login) {
    Company company = Company.in(login);
    UserWorkspaces workspaces = new UserWorkspaces(login.tables());
    Page<WorkspaceId> all = Page.first(10);
    assertThat(workspaces.page(company.as(company.ada()), all))
        .extracting(Workspace::slug)
        .containsExactlyInAnyOrder("north", "archived");
    assertThat(workspaces.page(company.as(company.vic()), all))
        .extracting(Workspace::slug)
        .containsExactly("north");
    List<Workspace> ofAdmin = workspaces.page(company.as(company.admin()), all);
    assertThat(ofAdmin).hasSize(4);
    assertThat(workspaces.page(company.as(company.admin()), Page.after(ofAdmin.get(1).id(), 1)))
        .containsExactly(ofAdmin.get(2));
    assertRefused("missing_actor", () -> workspaces.page(company.scope(), all));
  }
}
