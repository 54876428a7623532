package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose rows a statement may see and touch. On PostgreSQL the policies of row-level security go by
 * it, whatever the statement itself asks for; on H2 only the statements do.
 *
 * @param tenant empty for nobody's
 * @param tenants of whom events are accepted together, and registrations read; an array literal, or
 *     empty
 * @param workspace empty for all of the tenant's
 * @param user on whose behalf; empty for the host's own
 */
record RowScope(String tenant, String tenants, String workspace, String user) {
  // Begins a transaction of the kernel's own. First whose rows it may see, and as the role whom the
  // policies bind, whoever connected. Then the planner: a queue is empty now and holds a million
  // rows soon, and so do tenants differ: no statistics fit. Each statement here is written for its
  // indexes, and the planner is held to them. Without jit, because before PostgreSQL 18 a plan
  // costs billions that cannot avoid what is switched off. All of it ends with the transaction.
  static final String ENTER =
      """
      select set_config('role', 'revenueos_app', true),
             set_config('revenueos.tenant_id', :rowTenant, true),
             set_config('revenueos.tenant_ids', :rowTenants, true),
             set_config('enable_seqscan', 'off', true),
             set_config('enable_bitmapscan', 'off', true),
             set_config('enable_sort', 'off', true),
             set_config('enable_hashjoin', 'off', true),
             set_config('enable_mergejoin', 'off', true),
             set_config('jit', 'off', true),
             set_config('plan_cache_mode', 'force_generic_plan', true)
      """;

  // A lock that somebody holds for longer makes the statement fail; it ends with the transaction.
  private static final String SOON = "set_config('lock_timeout', '5ms', true)";
  static final String HURRY = "select " + SOON;
  static final String ENTER_IN_A_HURRY = ENTER + ", " + SOON;

  // A transaction of the host's has its own role, and its other statements are planned as ever.
  static final String ENTER_FOR_HOST =
      """
      select set_config('revenueos.host_role', current_setting('role'), true),
             set_config('revenueos.host_tenant_id', coalesce(current_setting('revenueos.tenant_id', true), ''), true),
             set_config('revenueos.host_tenant_ids', coalesce(current_setting('revenueos.tenant_ids', true), ''), true),
             set_config('role', 'revenueos_app', true),
             set_config('revenueos.tenant_id', :rowTenant, true),
             set_config('revenueos.tenant_ids', :rowTenants, true)
      """;
  static final String LEAVE_TO_HOST =
      """
      select set_config('role', current_setting('revenueos.host_role'), true),
             set_config('revenueos.tenant_id', current_setting('revenueos.host_tenant_id'), true),
             set_config('revenueos.tenant_ids', current_setting('revenueos.host_tenant_ids'), true)
      """;

  // For statements that are nobody's but the host's or a module's: planned as ever.
  static final String ENTER_AS_SOMEBODY =
      """
      select set_config('role', 'revenueos_app', true),
             set_config('revenueos.tenant_id', :rowTenant, true),
             set_config('revenueos.tenant_ids', :rowTenants, true),
             set_config('revenueos.workspace_id', :rowWorkspace, true),
             set_config('revenueos.user_id', :rowUser, true)
      """;

  /** Nobody's: for what the operator owns, and for the functions that look over all tenants. */
  static final RowScope NOBODY = new RowScope("", "", "", "");

  static RowScope of(TenantId tenant) {
    return new RowScope(tenant.toString(), "", "", "");
  }

  static RowScope of(TenantScope scope) {
    return new RowScope(
        scope.tenant().toString(),
        "",
        scope.workspace().map(WorkspaceId::toString).orElse(""),
        scope.actor().map(actor -> actor.user().toString()).orElse(""));
  }

  static RowScope ofAll(Set<TenantId> tenants) {
    return tenants.size() == 1
        ? of(tenants.iterator().next())
        : new RowScope(
            "",
            tenants.stream().map(TenantId::toString).collect(Collectors.joining(",", "{", "}")),
            "",
            "");
  }

  RoundTrip bindTo(RoundTrip trip) {
    return trip.bind("rowTenant", tenant).bind("rowTenants", tenants);
  }
}
