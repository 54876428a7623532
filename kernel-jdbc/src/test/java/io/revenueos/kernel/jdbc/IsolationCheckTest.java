package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.jdbc.isolation.Finding;
import io.revenueos.kernel.jdbc.isolation.Finding.Result;
import io.revenueos.kernel.jdbc.isolation.IsolationCheck;
import io.revenueos.kernel.jdbc.testkit.AppLogin;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.TenantRows;
import io.revenueos.kernel.jdbc.testkit.TestDatabases;
import io.revenueos.kernel.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A schema as it comes passes every check; each thing that is broken is found and named. */
class IsolationCheckTest {
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());

  private static Map<String, Finding> check(PooledDatabase database) {
    return IsolationCheck.on(database.dataSource()).run().stream()
        .collect(Collectors.toMap(Finding::check, finding -> finding));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aSchemaAsItComesPasses(Database kind) {
    try (PooledDatabase database = PooledDatabase.open(TestDatabases.migratedUrl(kind))) {
      Map<String, Finding> findings = check(database);
      assertThat(findings).hasSize(13);
      assertThat(findings.values()).noneMatch(finding -> finding.result() == Result.FAIL);
      assertThat(findings.values().stream().filter(f -> f.result() == Result.SKIPPED).count())
          .isEqualTo(kind == Database.H2 ? 9 : 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "superuser, WARN, it is a superuser",
    "host, PASS, bound",
  })
  void aUserWhoCouldDoWithoutThePoliciesIsAWarning(String who, Result result, String detail) {
    String url = TestDatabases.migratedUrl(Database.POSTGRESQL);
    try (PooledDatabase operator = PooledDatabase.open(url);
        PooledDatabase database =
            PooledDatabase.open(
                who.equals("host") ? AppLogin.url(url, Rows.of(operator.dataSource())) : url)) {
      assertThat(check(database).get("connection"))
          .matches(finding -> finding.result() == result)
          .matches(finding -> finding.detail().contains(detail));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "row_security | alter table leads no force row level security | leads (not forced)",
        "row_security | alter table deals disable row level security | deals (not enabled)",
        "row_security | create table hosts_own (tenant_id uuid, note text) | hosts_own (not enabled)",
        "row_security | create table hosts_rooms (workspace_id uuid) | hosts_rooms (not enabled)",
        "row_security | create table parted (tenant_id uuid primary key) partition by hash (tenant_id) | parted (not enabled)",
        "policies | drop policy tenant_delete on tasks | tasks (delete)",
        "open_policies | create policy oops on tasks for select using (true) | tasks.oops",
        "open_policies | create policy oops on tasks for insert with check (true) | tasks.oops",
        "open_policies | alter policy tenant_write on leads with check (tenant_id = kernel_current_tenant() or true) | leads.tenant_write",
        "open_policies | alter policy tenant_delete on tasks using (true or kernel_current_tenant() is null) | tasks.tenant_delete",
        "open_policies | alter policy tenant_read on leads using (tenant_id = (select kernel_current_tenant())) | leads.tenant_read",
        "open_policies | alter table leads owner to postgres | leads (owned by postgres)",
        "open_policies | create table hosts_own (tenant_id uuid primary key); create policy open on hosts_own using (true) | hosts_own.open",
        "application_role | grant truncate on leads to revenueos_app | revenueos_app may truncate leads",
        "scans | grant select on leads to revenueos_scan | leads (SELECT)",
        "application_role | create table apps (id int); alter table apps owner to revenueos_app | revenueos_app owns apps",
        "public_grants | grant select on leads to public | leads (SELECT)",
        "public_grants | grant select (email) on leads to public | leads.email (SELECT)",
        "scans | grant select (payload) on kernel_events to revenueos_scan | kernel_events.payload",
        "detours | create function peek() returns bigint language sql security definer as 'select count(*) from leads' | peek (a function of postgres)",
        "detours | create view peek as select * from leads; grant select on peek to revenueos_app | peek (a view of postgres)",
        "detours | create view peek as select * from leads; grant select (email), delete on peek to revenueos_app | peek (a view of postgres)",
        "rows_without_scope | drop policy tenant_read on leads; create policy tenant_read on leads for select using (kernel_current_tenant() is null or true) | leads",
        "rows_of_others | drop policy tenant_read on leads; create policy tenant_read on leads for select using (kernel_current_tenant() is not null) | leads (as tenant",
        "orphaned_rows | update leads set workspace_id = gen_random_uuid() | (of tenant",
        "index_coverage | drop index idx_leads_workspace_id | leads (tenant_id, workspace_id)",
        "index_coverage | create table bare (tenant_id uuid) | bare (tenant_id)"
      })
  void whatIsBrokenIsFoundAndNamed(String check, String breakage, String named) {
    String url = TestDatabases.migratedUrl(Database.POSTGRESQL);
    try (PooledDatabase database = PooledDatabase.open(url)) {
      Rows rows = Rows.of(database.dataSource());
      TenantRows.in(rows).addFor(TENANT);
      TenantRows.in(rows).addFor(new TenantId(UUID.randomUUID()));
      rows.execute(breakage);
      assertThat(check(database).get(check))
          .matches(finding -> finding.result() == Result.FAIL)
          .matches(finding -> finding.detail().contains(named), "names " + named);
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void aReferenceFromOneWorkspaceToAnotherIsFound(Database kind) {
    try (PooledDatabase database = PooledDatabase.open(TestDatabases.migratedUrl(kind))) {
      Rows rows = Rows.of(database.dataSource());
      String tenant = UUID.randomUUID().toString();
      rows.execute(
          "insert into os_tenant_registry (slug, name, tenant_id, created_at, updated_at)"
              + " values ('t', 'T', '%s', current_timestamp, current_timestamp)".formatted(tenant));
      for (String workspace : List.of("one", "two")) {
        rows.execute(
            "insert into workspaces (tenant_id, name, slug) values ('%s', '%s', '%s')"
                .formatted(tenant, workspace, workspace));
      }
      rows.execute(
          "insert into leads (tenant_id, workspace_id) select tenant_id, id from workspaces where slug = 'one'");
      rows.execute(
          "insert into deals (tenant_id, workspace_id, lead_id, name)"
              + " select l.tenant_id, w.id, l.id, 'D' from leads l, workspaces w where w.slug = 'two'");
      assertThat(check(database).get("cross_workspace_references"))
          .matches(finding -> finding.result() == Result.FAIL)
          .matches(finding -> finding.detail().contains("deals -> leads"));
    }
  }
}
