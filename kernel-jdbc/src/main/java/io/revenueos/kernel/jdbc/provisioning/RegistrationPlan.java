package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registration as it is wanted. What is null stays as it is; for a new tenant it is what {@link
 * Tenant#of} says.
 */
public record RegistrationPlan(
    TenantId id,
    String slug,
    String name,
    @Nullable String descriptionOrNull,
    @Nullable Boolean activeOrNull,
    @Nullable JsonObject configOrNull) {

  /**
   * @throws io.revenueos.kernel.error.InvalidInputException when no tenant can be registered so
   */
  public RegistrationPlan {
    // It refuses what is wrong.
    new Tenant(
        id,
        slug,
        name,
        descriptionOrNull == null ? "" : descriptionOrNull,
        true,
        JsonObject.empty());
  }

  /** A registration of which nothing stays. */
  public static RegistrationPlan of(Tenant tenant) {
    return new RegistrationPlan(
        tenant.id(),
        tenant.slug(),
        tenant.name(),
        tenant.description(),
        tenant.active(),
        tenant.config());
  }

  /** What a tenant that is not registered becomes. */
  public Tenant anew() {
    return over(Tenant.of(id, slug, name));
  }

  Tenant over(Tenant before) {
    return new Tenant(
        id,
        slug,
        name,
        Optional.ofNullable(descriptionOrNull).orElse(before.description()),
        Optional.ofNullable(activeOrNull).orElse(before.active()),
        Optional.ofNullable(configOrNull).orElse(before.config()));
  }
}
