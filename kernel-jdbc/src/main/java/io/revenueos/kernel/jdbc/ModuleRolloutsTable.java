package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.tenant.ModuleRollout;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** {@code module_rollouts}: what holds for tenants without a switch of their own. */
final class ModuleRolloutsTable {
  static final String COLUMNS =
      "module_id, default_enabled, beta_only, rollout_percent, changed_by";

  private static final String ALL =
      """
      select module_id, default_enabled, beta_only, rollout_percent, changed_by
      from module_rollouts
      """;
  private static final String UPDATE =
      """
      update module_rollouts
      set default_enabled = :enabled, beta_only = :beta, rollout_percent = :percent,
          changed_by = :by
      where module_id = :module
      """;
  // "on conflict do nothing" waits for a concurrent transaction that adds the same rollout.
  private static final String INSERT =
      """
      insert into module_rollouts
        (module_id, default_enabled, beta_only, rollout_percent, changed_by)
      values (:module, :enabled, :beta, :percent, :by)
      on conflict do nothing
      """;

  /** In the order of the modules' ids, which is not that of every database's language. */
  List<ModuleRollout> all(Handle handle) {
    return handle
        .createQuery(ALL)
        .map(
            (row, context) ->
                new ModuleRollout(
                    row.getString("module_id"),
                    row.getBoolean("default_enabled"),
                    row.getBoolean("beta_only"),
                    row.getInt("rollout_percent"),
                    row.getString("changed_by")))
        .stream()
        .sorted(Comparator.comparing(ModuleRollout::module))
        .toList();
  }

  void put(Handle handle, ModuleRollout rollout) {
    boolean there = bind(handle.createUpdate(UPDATE), rollout).execute() == 1;
    if (!there && bind(handle.createUpdate(INSERT), rollout).execute() == 0) {
      // Another node added it in between.
      bind(handle.createUpdate(UPDATE), rollout).execute();
    }
  }

  private static Update bind(Update statement, ModuleRollout rollout) {
    return statement
        .bind("module", rollout.module())
        .bind("enabled", rollout.defaultEnabled())
        .bind("beta", rollout.betaOnly())
        .bind("percent", rollout.percent())
        .bind("by", rollout.by());
  }
}
