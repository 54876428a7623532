package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Changes;
import io.revenueos.kernel.jdbc.TenantAccount;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets tenants up: each plan in one transaction that is bound to its tenant, so that all of it is
 * there or nothing is. A plan may be provisioned again, by several processes at once too: what is
 * there as it is wanted is left alone, what is named and different is changed, and nothing is
 * removed. Thread-safe.
 *
 * <p>It knows tables, not policies: a host with a kernel lets that check the plan before, by {@code
 * KernelControl.check} and {@code ModuleDesk.check}.
 */
public final class TenantProvisioning {
  private static final Logger log = LoggerFactory.getLogger(TenantProvisioning.class);

  private final TenantDatabase database;
  private final Map<String, ProvisioningStep> steps = new TreeMap<>();

  private TenantProvisioning(TenantDatabase database, List<ProvisioningStep> steps) {
    this.database = database;
    for (ProvisioningStep step : steps) {
      if (this.steps.put(step.module(), step) != null) {
        throw new InvalidInputException(
            "invalid_step",
            "module",
            "expected one step for a module, found another for " + Text.quoted(step.module()));
      }
    }
  }

  /**
   * @param dataSource stays the host's
   * @param steps one for each module whose data a plan may have; {@link ProvisioningStep#discover}
   *     finds those on the class path
   * @throws InvalidInputException when two are for the same module
   * @throws io.revenueos.kernel.error.UnavailableException when the database cannot be reached
   */
  public static TenantProvisioning on(DataSource dataSource, ProvisioningStep... steps) {
    return new TenantProvisioning(TenantDatabase.on(dataSource), List.of(steps));
  }

  /**
   * Brings a tenant to what a plan says. The plan is checked as a whole before anything is written.
   *
   * @return what became of the rows, by table
   * @throws InvalidInputException naming the path of what is wrong: in a module's data, a module
   *     that sets nothing up, a slug that another tenant or workspace has
   * @throws RefusedException when the owner of a workspace does not belong to the tenant ({@code
   *     unknown_user})
   * @throws io.revenueos.kernel.error.UnavailableException when the database cannot do it just now
   */
  public Changes provision(TenantPlan plan) {
    List<ProvisioningStep.Prepared> prepared = prepared(plan);
    Changes changes =
        database.inTransaction(
            plan.scope(),
            session -> {
              Changes done = new AccountWriter(plan, session.account()).write();
              for (ProvisioningStep.Prepared step : prepared) {
                done = done.plus(step.apply(database, plan.scope()));
              }
              return done;
            });
    log.info("tenant {} is provisioned: {}", plan.tenant(), changes.total());
    return changes;
  }

  private List<ProvisioningStep.Prepared> prepared(TenantPlan plan) {
    List<ProvisioningStep.Prepared> prepared = new ArrayList<>();
    for (Map.Entry<String, JsonObject> part : plan.data().entrySet()) {
      JsonFields data = JsonFields.of(TenantPlan.CODE, "data." + part.getKey(), part.getValue());
      prepared.add(step(part.getKey()).prepare(data));
    }
    return prepared;
  }

  private ProvisioningStep step(String module) {
    ProvisioningStep step = steps.get(module);
    if (step == null) {
      throw new InvalidInputException(
          TenantPlan.CODE,
          "data",
          "expected data of modules that set something up (%s), found %s"
              .formatted(String.join(", ", steps.keySet()), Text.quoted(module)));
    }
    return step;
  }

  /**
   * Takes no more events of a tenant, and lets it ask no module for anything. Its data stay.
   *
   * @param by who says so, up to 255 characters; it goes to the log
   * @return false when it was deactivated before
   * @throws RefusedException when it is not registered ({@code unknown_tenant})
   */
  public boolean deactivate(TenantId tenant, String by) {
    return change(tenant, by, Tenant::deactivated, "deactivated");
  }

  /**
   * Takes back {@link #deactivate}.
   *
   * @param by who says so, up to 255 characters; it goes to the log
   * @return false when it was active before
   * @throws RefusedException when it is not registered ({@code unknown_tenant})
   */
  public boolean activate(TenantId tenant, String by) {
    return change(tenant, by, Tenant::activated, "activated");
  }

  private boolean change(TenantId id, String by, UnaryOperator<Tenant> wanted, String verb) {
    Text.name(TenantPlan.CODE, "by", by, 255);
    boolean changed =
        database.inTransaction(
            TenantScope.of(id),
            session -> {
              TenantAccount account = session.account();
              Tenant before = account.lock().orElseThrow(() -> unknownTenant(id));
              Tenant after = wanted.apply(before);
              if (after.equals(before)) {
                return false;
              }
              account.put(after);
              return true;
            });
    if (changed) {
      log.info("tenant {} is {}, says {}", id, verb, by);
    }
    return changed;
  }

  private static RefusedException unknownTenant(TenantId id) {
    return new RefusedException("unknown_tenant", "tenant %s is not registered".formatted(id));
  }

  /** How many rows a tenant has of what modules set up, by table. */
  public Map<String, Long> counts(TenantScope scope) {
    Map<String, Long> counts = new LinkedHashMap<>();
    steps.values().forEach(step -> counts.putAll(step.count(database, scope)));
    return counts;
  }
}
