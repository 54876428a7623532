package io.revenueos.kernel.jdbc;

import static io.revenueos.kernel.jdbc.testkit.TwoTenants.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.testkit.TwoTenants;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user may try against workspaces of the tenant that are not the user's, with any SQL. */
public abstract class WorkspaceAttacks {
  private static final String REFUSED = "42501";

  private TwoTenants stage;

  /** Brings a schema up to date. */
  protected abstract void migrate(DataSource dataSource);

  @BeforeEach
  void twoTenantsWithARowInEveryTable() {
    stage = new TwoTenants(this::migrate);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aUserSeesTheWorkspacesOfNobodyElse() {
    String stranger = "select set_config('revenueos.user_id', '%s', true)".formatted(A);
    String member =
        "select set_config('revenueos.user_id', '%s', true)"
            .formatted(stage.ofB().value("workspace_members", "user_id"));
    String elsewhere = "select set_config('revenueos.workspace_id', '%s', true)".formatted(A);
    List<String> ofWorkspaces = tablesOfWorkspaces();
    assertThat(ofWorkspaces).contains("leads", "deals", "business_profiles");
    for (String table : ofWorkspaces) {
      String count = "select count(*) from " + table;
      assertThat(stage.asB(stranger, count)).as(table).containsExactly("0");
      assertThat(stage.asB(elsewhere, count)).as(table).containsExactly("0");
      boolean registered =
          stage.ofB().value(table, "workspace_id").equals(stage.ofB().value("workspaces", "id"));
      assertThat(stage.asB(member, count)).as(table).containsExactly(registered ? "1" : "0");
    }
  }

  /** Tables of people's work: the kernel's own are the tenant's as a whole. */
  private List<String> tablesOfWorkspaces() {
    return stage.tables().tables().stream()
        .filter(table -> !table.startsWith("kernel_"))
        .filter(table -> stage.tables().writableColumns(table).contains("workspace_id"))
        .toList();
  }

  @Test
  void aUserCannotWriteIntoAnotherWorkspace() {
    String member =
        "select set_config('revenueos.user_id', '%s', true)"
            .formatted(stage.ofB().value("workspace_members", "user_id"));
    for (String table : tablesOfWorkspaces()) {
      assertThat(
              stage.stateAsB(
                  member,
                  "update %s set workspace_id = '%s' where workspace_id = '%s'"
                      .formatted(table, A, stage.ofB().value("workspaces", "id"))))
          .as(table)
          .isIn(
              stage.ofB().value(table, "workspace_id").equals(stage.ofB().value("workspaces", "id"))
                  ? List.of(REFUSED)
                  : List.of("-"));
    }
  }
}
