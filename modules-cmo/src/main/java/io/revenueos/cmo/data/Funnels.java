package io.revenueos.cmo.data;

import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.store.Page;
import io.revenueos.kernel.tenant.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code cmo_funnels}, with their stages in {@code cmo_funnel_stages}. Thread-safe. */
public final class Funnels {
  private static final String FROM = "from cmo_funnels\n" + Table.IN_SCOPE;
  private static final String SELECT =
      """
      select id, funnel_name, description, stages, conversion_targets, status
      """
          + FROM;
  private static final String BY_KEY =
      SELECT + "and workspace_id = :home and funnel_name = :name\n";
  private static final String LOCK = BY_KEY + Table.AND_LOCK;
  private static final String PAGE = SELECT + Table.NEXT;
  private static final String COUNT = "select count(*) " + FROM;
  private static final String INSERT =
      """
      insert into cmo_funnels
        (tenant_id, id, workspace_id, funnel_name, description, stages, conversion_targets, status)
      values
        (:tenant, :id, :home, :name, :description, cast(:stages as jsonb),
         cast(:conversionTargets as jsonb), :status)
      on conflict do nothing
      """;
  private static final String UPDATE =
      """
      update cmo_funnels
      set description = :description, stages = cast(:stages as jsonb),
          conversion_targets = cast(:conversionTargets as jsonb), status = :status
      """
          + Table.THERE;
  private static final Table<Row> TABLE =
      new Table<>(
          "cmo_funnels",
          new Table.Statements(BY_KEY, LOCK, INSERT, UPDATE, PAGE, COUNT),
          Funnels::bind,
          Funnels::read);

  private final TenantDatabase database;

  private Funnels(TenantDatabase database) {
    this.database = database;
  }

  /**
   * A funnel as it stands in its own table.
   *
   * @param stages the names of all that it has, for whoever reads this table alone
   */
  private record Row(Funnel funnel, List<String> stages) {}

  public static Funnels on(TenantDatabase database) {
    return new Funnels(database);
  }

  /**
   * Adds a funnel to the scope's workspace, else the tenant's own, or changes that with its name;
   * its stages likewise, by their place.
   */
  public Written put(TenantScope scope, Funnel funnel) {
    return database.inTransaction(
        scope,
        session -> {
          Written written =
              TABLE.put(session, new Row(funnel.in(List.of()), names(session, funnel)));
          return written.with(FunnelStages.put(session, written.id(), funnel.stages()));
        });
  }

  /** The stages' names as they will be: those beyond the funnel's own stay. */
  private static List<String> names(TenantSession session, Funnel funnel) {
    List<String> names = new ArrayList<>();
    funnel.stages().forEach(stage -> names.add(stage.name()));
    TABLE
        .one(key(session, session.query(LOCK), funnel.name()))
        .map(there -> FunnelStages.of(session, there.id()))
        .filter(stages -> stages.size() > names.size())
        .ifPresent(
            stages ->
                stages
                    .subList(names.size(), stages.size())
                    .forEach(stage -> names.add(stage.name())));
    return List.copyOf(names);
  }

  private static Query key(TenantSession session, Query query, String name) {
    return query.bind("home", session.home()).bind("name", name);
  }

  /** By its name, in the scope's workspace, else the tenant's own; with its stages. */
  public Optional<Stored<Funnel>> find(TenantScope scope, String name) {
    Checks.name("funnel_name", name);
    return database.inTransaction(
        scope,
        session ->
            TABLE
                .one(key(session, session.query(BY_KEY), name))
                .map(there -> withStages(session, there)));
  }

  private static Stored<Funnel> withStages(TenantSession session, Stored<Row> row) {
    List<FunnelStage> stages = FunnelStages.of(session, row.id());
    return new Stored<>(row.id(), row.value().funnel().in(stages));
  }

  /** Those that the scope sees, in the order of their ids; with their stages. */
  public List<Stored<Funnel>> page(TenantScope scope, Page<UUID> page) {
    return database.inTransaction(
        scope,
        session ->
            TABLE.page(session, page).stream().map(row -> withStages(session, row)).toList());
  }

  public long count(TenantScope scope) {
    return database.inTransaction(scope, TABLE::count);
  }

  public long countStages(TenantScope scope) {
    return database.inTransaction(scope, FunnelStages.TABLE::count);
  }

  private static void bind(SqlStatement<?> statement, Row row) {
    statement
        .bind("name", row.funnel().name())
        .bind("description", Cells.orNull(row.funnel().description()))
        .bind("stages", Cells.json(row.stages()))
        .bind("conversionTargets", row.funnel().conversionTargets())
        .bind("status", Cells.stored(row.funnel().status()));
  }

  private static Row read(ResultSet row) throws SQLException {
    Funnel funnel =
        new Funnel(
            row.getString("funnel_name"),
            Cells.text(row, "description"),
            Cells.json(row, "conversion_targets"),
            Cells.choice(Funnel.Status.class, row, "status"),
            List.of());
    return new Row(funnel, Cells.list(row, "stages").stream().map(String::valueOf).toList());
  }
}
