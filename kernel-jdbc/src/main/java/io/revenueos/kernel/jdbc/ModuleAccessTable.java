package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.tenant.ModuleSwitch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@code tenant_module_access}: which modules a tenant has switched on or off itself. */
final class ModuleAccessTable {
  static final String COLUMNS = "tenant_id, module_id, is_enabled, changed_by";

  private static final String ALL =
      "select module_id, is_enabled, changed_by from tenant_module_access"
          + " where tenant_id = :tenant";
  private static final String BY_ID = ALL + " and module_id = :module";
  private static final String UPDATE =
      """
      update tenant_module_access set is_enabled = :enabled, changed_by = :by
      where tenant_id = :tenant and module_id = :module
      """;
  // "on conflict do nothing" waits for a concurrent transaction that sets the same switch.
  private static final String INSERT =
      """
      insert into tenant_module_access (tenant_id, module_id, is_enabled, changed_by)
      values (:tenant, :module, :enabled, :by)
      on conflict do nothing
      """;
  private static final String DELETE =
      "delete from tenant_module_access where tenant_id = :tenant and module_id = :module";

  /** In the order of the modules' ids, which is not that of every database's language. */
  List<ModuleSwitch> all(Session session) {
    return session
        .handle()
        .createQuery(ALL)
        .bind("tenant", session.tenant().value())
        .map((row, context) -> position(row))
        .stream()
        .sorted(Comparator.comparing(ModuleSwitch::module))
        .toList();
  }

  Optional<ModuleSwitch> find(Session session, String module) {
    return bind(session.handle().createQuery(BY_ID), session, module)
        .map((row, context) -> position(row))
        .findOne();
  }

  void put(Session session, ModuleSwitch position) {
    boolean there = isUpdated(session, position);
    if (!there && !isInserted(session, position)) {
      // Another transaction set it in between.
      isUpdated(session, position);
    }
  }

  private static boolean isUpdated(Session session, ModuleSwitch position) {
    return bind(session.handle().createUpdate(UPDATE), session, position.module())
            .bind("enabled", position.enabled())
            .bind("by", position.by())
            .execute()
        == 1;
  }

  private static boolean isInserted(Session session, ModuleSwitch position) {
    return bind(session.handle().createUpdate(INSERT), session, position.module())
            .bind("enabled", position.enabled())
            .bind("by", position.by())
            .execute()
        == 1;
  }

  /** Returns false when there is no such switch. */
  boolean remove(Session session, String module) {
    return bind(session.handle().createUpdate(DELETE), session, module).execute() == 1;
  }

  private static ModuleSwitch position(ResultSet row) throws SQLException {
    return new ModuleSwitch(
        row.getString("module_id"), row.getBoolean("is_enabled"), row.getString("changed_by"));
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Session session, String module) {
    return statement.bind("tenant", session.tenant().value()).bind("module", module);
  }
}
