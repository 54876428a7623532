package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.UUID;

/** Statements on leads, as a repository has them. */
final class LeadStatements {
  private static final String ADD =
      "insert into leads (tenant_id, workspace_id, company) values (:tenant, :home, :company)";
  private static final String SEEN = "select company from leads where " + TenantSession.IN_SCOPE;
  private static final String CHANGE =
      "update leads set company = 'changed' where " + TenantSession.IN_SCOPE;

  static void add(Login login, TenantScope scope, String company) {
    login.tables().inTransaction(scope, session -> add(session, company));
  }

  static int add(TenantSession session, String company) {
    return session.update(ADD).bind("home", session.home()).bind("company", company).execute();
  }

  static List<String> seen(Login login, TenantScope scope) {
    return seen(login.tables(), scope);
  }

  static List<String> seen(TenantDatabase tables, TenantScope scope) {
    return tables.inTransaction(scope, LeadStatements::seen);
  }

  static int change(TenantSession session) {
    return session.update(CHANGE).execute();
  }

  static int changed(TenantDatabase tables, TenantScope scope) {
    return tables.inTransaction(scope, LeadStatements::change);
  }

  static List<String> seen(TenantSession session) {
    return session.query(SEEN).mapTo(String.class).list();
  }

  /** A company with a lead in each of three workspaces, and one of the whole tenant. */
  static Company withLeads(Login login) {
    Company company = Company.in(login);
    add(login, company.scope(), "home");
    add(login, company.inNorth(), "north");
    add(login, company.inSouth(), "south");
    login
        .operator()
        .execute(
            "insert into leads (tenant_id, company) values ('%s', 'everybody')"
                .formatted(company.tenant()));
    return company;
  }

  static TenantId someTenant() {
    return new TenantId(UUID.randomUUID());
  }

  private LeadStatements() {}
}
