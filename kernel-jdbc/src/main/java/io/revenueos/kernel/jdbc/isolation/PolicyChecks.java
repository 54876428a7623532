package io.revenueos.kernel.jdbc.isolation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL's catalog says of row-level security. */
final class PolicyChecks {
  private static final String SCOPED =
      """
      with scoped as (
        select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.relowner,
               pg_get_userbyid(c.relowner) = 'revenueos_owner' as is_own,
               c.relname !~ '^kernel_' and exists (
                 select from pg_attribute a
                 where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
                 as by_workspace
        from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
          and exists (select from pg_attribute a
                      where a.attrelid = c.oid and a.attname in ('tenant_id', 'workspace_id')
                        and not a.attisdropped))
      """;
  private static final String NOT_FORCED =
      SCOPED
          + """
      select relname || case when relrowsecurity then ' (not forced)' else ' (not enabled)' end
      from scoped where not (relrowsecurity and relforcerowsecurity) order by 1
      """;
  private static final String WITHOUT_POLICY =
      SCOPED
          + """
      select s.relname || ' (' || c.named || ')'
      from scoped s
      cross join (values ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete')) c (cmd, named)
      where not exists (
        select from pg_policy p
        where p.polrelid = s.oid and p.polcmd::text in (c.cmd, '*') and p.polroles = '{0}')
      order by 1
      """;
  // Word for word as the migrations write them: whatever else stands there lets more through. Of
  // the host's own tables only what lets everything through is known to be wrong.
  private static final String OPEN_POLICIES =
      SCOPED
          + """
      select s.relname || '.' || p.polname
      from scoped s join pg_policy p on p.polrelid = s.oid
      cross join lateral (values (pg_get_expr(p.polqual, p.polrelid)),
                                 (pg_get_expr(p.polwithcheck, p.polrelid))) e (expression)
      where p.polpermissive
        and not (p.polroles = array[(select oid from pg_roles where rolname = 'revenueos_scan')]
                 and p.polcmd = 'r')
        and e.expression is not null
        and (s.is_own or e.expression = 'true')
        and e.expression <> case when s.by_workspace
          then '((tenant_id = ( SELECT kernel_current_tenant() AS kernel_current_tenant)) AND '
            || '(( SELECT kernel_is_tenant_wide() AS kernel_is_tenant_wide) OR user_has_workspace_access(workspace_id)))'
          else '(tenant_id = ( SELECT kernel_current_tenant() AS kernel_current_tenant))' end
        and not (
          p.polname like 'accepting%'
          and (p.polcmd = 'r' and s.relname in ('os_tenant_registry', 'workspaces')
               or p.polcmd in ('r', 'a') and s.relname in ('kernel_events', 'kernel_event_queue'))
          and e.expression =
            '(tenant_id = ANY (( SELECT kernel_current_tenants() AS kernel_current_tenants)::uuid[]))')
      union
      select s.relname || '.' || p.polname
      from scoped s join pg_policy p on p.polrelid = s.oid
      where s.is_own and p.polqual is null and p.polwithcheck is null
      union
      select s.relname || ' (owned by ' || pg_get_userbyid(s.relowner) || ')'
      from scoped s join pg_policy p on p.polrelid = s.oid and p.polname = 'tenant_write'
      where not s.is_own
      order by 1
      """;
  // What one who may look over all tenants is let see: ids, statuses, times.
  private static final String SCANNED_DATA =
      """
      select c.relname || '.' || a.attname
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_type t on t.oid = a.atttypid
      cross join lateral aclexplode(a.attacl) g
      where c.relnamespace = current_schema()::regnamespace and g.grantee = to_regrole('revenueos_scan')
        and not (t.typname in ('uuid', 'int2', 'int4', 'int8', 'timestamptz')
                 or a.attname in ('status', 'kind', 'slug', 'role', 'module_id'))
      union
      select c.relname || ' (' || g.privilege_type || ')'
      from pg_class c cross join lateral aclexplode(c.relacl) g
      where c.relnamespace = current_schema()::regnamespace and g.grantee = to_regrole('revenueos_scan')
      order by 1
      """;
  private static final String PUBLIC_GRANTS =
      SCOPED
          + """
      select s.relname || ' (' || g.privilege_type || ')'
      from scoped s cross join lateral aclexplode(s.relacl) g
      where g.grantee = 0
      union
      select s.relname || '.' || a.attname || ' (' || g.privilege_type || ')'
      from scoped s join pg_attribute a on a.attrelid = s.oid
      cross join lateral aclexplode(a.attacl) g
      where g.grantee = 0
      order by 1
      """;
  private static final String OF_THE_APPLICATION =
      """
      select 'revenueos_app is missing' where to_regrole('revenueos_app') is null
      union all
      select rolname || ' can bypass row-level security' from pg_roles
      where rolname in ('revenueos_app', 'revenueos_owner', 'revenueos_scan') and (rolsuper or rolbypassrls)
      union all
      select rolname || ' can log in' from pg_roles
      where rolname in ('revenueos_app', 'revenueos_owner', 'revenueos_scan') and rolcanlogin
      union all
      select 'revenueos_app may act as ' || o.rolname from pg_roles o
      where o.rolname <> 'revenueos_app' and to_regrole('revenueos_app') is not null
        and pg_has_role(to_regrole('revenueos_app'), o.oid, 'member')
      union all
      select 'revenueos_app owns ' || relname from pg_class where relowner = to_regrole('revenueos_app')
      union all
      select 'revenueos_app may ' || lower(g.privilege_type) || ' ' || c.relname
      from pg_class c cross join lateral aclexplode(c.relacl) g
      where c.relnamespace = current_schema()::regnamespace and g.grantee = to_regrole('revenueos_app')
        and c.relkind <> 'S' and g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
      """;
  private static final String DETOURS =
      """
      select p.proname || ' (a function of ' || pg_get_userbyid(p.proowner) || ')'
      from pg_proc p
      where p.pronamespace = current_schema()::regnamespace and p.prosecdef
        and to_regrole('revenueos_app') is not null
        and has_function_privilege(to_regrole('revenueos_app'), p.oid, 'execute')
        and pg_get_userbyid(p.proowner) <> 'revenueos_scan'
      union all
      select c.relname || ' (a view of ' || pg_get_userbyid(c.relowner) || ')'
      from pg_class c join pg_roles o on o.oid = c.relowner
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('v', 'm')
        and to_regrole('revenueos_app') is not null
        and (has_any_column_privilege(to_regrole('revenueos_app'), c.oid, 'select, insert, update')
             or has_table_privilege(to_regrole('revenueos_app'), c.oid, 'delete'))
        and (o.rolsuper or o.rolbypassrls or c.relkind = 'm')
        and not coalesce(c.reloptions @> array['security_invoker=true'], false)
      order by 1
      """;

  /** A check: what it is called, what it says when all is well, and who asks for the culprits. */
  private record Check(String name, String well, String culprits) {}

  private static final List<Check> CHECKS =
      List.of(
          new Check("row_security", "enabled and forced on every table", NOT_FORCED),
          new Check("policies", "select, insert, update, delete on every table", WITHOUT_POLICY),
          new Check("open_policies", "every policy names the tenant", OPEN_POLICIES),
          new Check("application_role", "owns and bypasses nothing", OF_THE_APPLICATION),
          new Check("public_grants", "none", PUBLIC_GRANTS),
          new Check("scans", "over all tenants only ids, statuses and times", SCANNED_DATA),
          new Check("detours", "no function or view around the policies", DETOURS));

  static final List<String> NAMES = CHECKS.stream().map(Check::name).toList();

  private PolicyChecks() {}

  static List<Finding> run(Connection connection) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (Check check : CHECKS) {
      findings.add(Finding.of(check.name(), check.well(), names(connection, check.culprits())));
    }
    return findings;
  }

  private static List<String> names(Connection connection, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
