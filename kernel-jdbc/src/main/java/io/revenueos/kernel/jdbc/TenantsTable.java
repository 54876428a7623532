package io.revenueos.kernel.jdbc;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.jdbc.Gate.Place;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.store.NotAdmittedException;
import io.revenueos.kernel.tenant.NotInTenant;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.tenant.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** {@code os_tenant_registry}. */
final class TenantsTable {
  static final String COLUMNS = "tenant_id, slug, name, description, is_active, config";

  // Of whom registrations are read in one round trip.
  private static final int MOST_AT_ONCE = 1_000;

  private static final String BY_ID =
      """
      select tenant_id, slug, name, description, is_active, config
      from os_tenant_registry where tenant_id = :tenant
      """;
  private static final String LOCK = BY_ID + "for update";
  private static final String ALL =
      """
      select tenant_id, slug, name, description, is_active, config
      from os_tenant_registry where tenant_id = any(cast(:some as uuid array)) order by slug
      """;
  private static final String REFUSED =
      """
      select g.tenant, r.tenant_id is null as is_unknown
      from unnest(cast(:gated as uuid array)) with ordinality as g (tenant, n)
      left join os_tenant_registry r on r.tenant_id = g.tenant
      where r.is_active is false
         or (r.tenant_id is null and cast(:registeredOnly as boolean))
      order by g.n
      """;
  private static final String NO_WORKSPACE =
      """
      select p.tenant, p.workspace
      from unnest(cast(:placeTenants as uuid array), cast(:places as uuid array))
           with ordinality as p (tenant, workspace, n)
      join os_tenant_registry r on r.tenant_id = p.tenant
      left join workspaces w on w.tenant_id = p.tenant and w.id = p.workspace
      where w.id is null
      order by p.n
      """;
  private static final String UPDATE =
      """
      update os_tenant_registry
      set slug = :slug, name = :name, description = :description, is_active = :active,
          config = cast(:config as jsonb), updated_at = :at
      where tenant_id = :tenant
      """;
  // "on conflict do nothing" waits for a concurrent transaction that adds the same tenant or slug.
  private static final String INSERT =
      """
      insert into os_tenant_registry
        (tenant_id, slug, name, description, is_active, config, created_at, updated_at)
      values (:tenant, :slug, :name, :description, :active, cast(:config as jsonb), :at, :at)
      on conflict do nothing
      """;

  void put(Handle handle, Tenant tenant) {
    boolean done =
        isUpdated(handle, tenant)
            || add(handle, tenant)
            // Another node added the tenant in between.
            || isUpdated(handle, tenant);
    if (!done) {
      throw slugTaken(tenant);
    }
  }

  private static boolean isUpdated(Handle handle, Tenant tenant) {
    try {
      return bind(handle.createUpdate(UPDATE), tenant).execute() == 1;
    } catch (JdbiException refused) {
      throw SqlErrors.isUniqueViolation(refused) ? slugTaken(tenant) : refused;
    }
  }

  /** Returns false when the tenant is there, or another one has its slug. */
  boolean add(Handle handle, Tenant tenant) {
    return bind(handle.createUpdate(INSERT), tenant).execute() == 1;
  }

  static InvalidInputException slugTaken(Tenant tenant) {
    return new InvalidInputException(
        "invalid_tenant",
        "slug",
        "expected one that no other tenant has, found " + Text.quoted(tenant.slug()));
  }

  private static Update bind(Update statement, Tenant tenant) {
    return statement
        .bind("tenant", tenant.id().value())
        .bind("slug", tenant.slug())
        .bind("name", tenant.name())
        .bind("description", tenant.description())
        .bind("active", tenant.active())
        .bind("config", tenant.config())
        .bind("at", Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  Optional<Tenant> find(Handle handle, TenantId id) {
    return one(handle.createQuery(BY_ID), id);
  }

  /** Keeps the registration as it is until the transaction ends. */
  Optional<Tenant> lock(Handle handle, TenantId id) {
    return one(handle.createQuery(LOCK), id);
  }

  private static Optional<Tenant> one(Query query, TenantId id) {
    return query.bind("tenant", id.value()).map((row, context) -> tenant(row)).findOne();
  }

  /** Adds the question for a tenant to a round trip that knows {@code :tenant}. */
  static RoundTrip find(RoundTrip trip, Consumer<Tenant> found) {
    return trip.query(BY_ID, row -> found.accept(tenant(row)));
  }

  /**
   * @throws NotAdmittedException when events of some of the tenants are not taken, or some of them
   *     do not have a workspace that their events name
   */
  void requireAdmitted(RoundTrip trip, Gate gate) {
    if (!gate.tenants().isEmpty()) {
      Refusals refusals = new Refusals();
      gate.bindTo(trip).query(REFUSED, refusals::addTenant);
      if (!gate.places().isEmpty()) {
        trip.query(NO_WORKSPACE, refusals::addPlace);
      }
      trip.send();
      refusals.throwIfAny();
    }
  }

  /** What a gate does not let in. */
  private static final class Refusals {
    private final Set<TenantId> tenants = new HashSet<>();
    private final Set<Place> places = new HashSet<>();
    private @Nullable RefusedException first;

    void addTenant(ResultSet row) throws SQLException {
      tenants.add(new TenantId(row.getObject("tenant", UUID.class)));
      first = first == null ? notAdmitted(row) : first;
    }

    void addPlace(ResultSet row) throws SQLException {
      Place place =
          new Place(
              new TenantId(row.getObject("tenant", UUID.class)),
              new WorkspaceId(row.getObject("workspace", UUID.class)));
      places.add(place);
      first = first == null ? NotInTenant.workspace(place.tenant(), place.workspace()) : first;
    }

    void throwIfAny() {
      if (first != null) {
        throw new NotAdmittedException(first, this::concern);
      }
    }

    private boolean concern(TenantScope scope) {
      WorkspaceId workspace = scope.workspaceOrNull();
      return tenants.contains(scope.tenant())
          || (workspace != null && places.contains(new Place(scope.tenant(), workspace)));
    }
  }

  private static RefusedException notAdmitted(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant");
    return row.getBoolean("is_unknown")
        ? new RefusedException(
            "unknown_tenant",
            "tenant %s is not registered, and this kernel requires registration".formatted(tenant))
        : new RefusedException("inactive_tenant", "tenant %s is deactivated".formatted(tenant));
  }

  /** Some tenants, in the order of their slugs if the ids are. */
  static List<Tenant> all(Function<RowScope, RoundTrip> trips, List<TenantId> ids) {
    List<Tenant> tenants = new ArrayList<>(ids.size());
    for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
      List<TenantId> some = ids.subList(from, Math.min(from + MOST_AT_ONCE, ids.size()));
      trips
          .apply(RowScope.ofAll(Set.copyOf(some)))
          .bind("some", Columns.uuids(some, TenantId::value))
          .query(ALL, row -> tenants.add(tenant(row)))
          .send();
    }
    return tenants;
  }

  private static Tenant tenant(ResultSet row) throws SQLException {
    return new Tenant(
        new TenantId(row.getObject("tenant_id", UUID.class)),
        row.getString("slug"),
        row.getString("name"),
        row.getString("description"),
        row.getBoolean("is_active"),
        Sql.json(row, "config"));
  }
}
