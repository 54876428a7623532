package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.jdbc.Change;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.jdbc.TenantSession;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.Map;
import java.util.Optional;

/** A module that gives a tenant a business profile, and may fail after it has done so. */
record ProfileStep(String module) implements ProvisioningStep {
  static final ProfileStep GOOD = new ProfileStep("test");
  static final ProfileStep BROKEN = new ProfileStep("broken");

  private static final String FIND =
      "select business_name from business_profiles where tenant_id = :tenant";
  private static final String INSERT =
      """
      insert into business_profiles (tenant_id, workspace_id, business_name)
      values (:tenant, :home, :name)
      """;
  private static final String UPDATE =
      "update business_profiles set business_name = :name where tenant_id = :tenant";
  private static final String COUNT =
      "select count(*) from business_profiles where tenant_id = :tenant";

  @Override
  public Prepared prepare(JsonFields data) {
    String name = data.allow("business_name").required("business_name");
    return (database, scope) ->
        Changes.of(
            "business_profiles", database.inTransaction(scope, session -> put(session, name)));
  }

  private Change put(TenantSession session, String name) {
    Optional<String> before = session.query(FIND).mapTo(String.class).findOne();
    if (before.filter(name::equals).isPresent()) {
      return Change.UNCHANGED;
    }
    session
        .update(before.isEmpty() ? INSERT : UPDATE)
        .bind("home", session.home())
        .bind("name", name)
        .execute();
    if (this.equals(BROKEN)) {
      throw new IllegalStateException("on purpose");
    }
    return before.isEmpty() ? Change.ADDED : Change.UPDATED;
  }

  @Override
  public Map<String, Long> count(TenantDatabase database, TenantScope scope) {
    return Map.of(
        "business_profiles",
        database.inTransaction(scope, session -> session.query(COUNT).mapTo(Long.class).one()));
  }
}
