package io.revenueos.kernel.jdbc.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.JdbcKernelStore;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.Workspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Text of any kind in a plan is stored as it is, or refused. */
class HostilePlanTest {
  private static final TenantId ACME = TenantId.of("0acce000-0000-4000-8000-000000000001");
  private static final List<String> TEXTS =
      List.of(
          "O'Brien'); drop table workspaces; --",
          "$$ $1 $tag$ ? ?? :name ::jsonb :tenant",
          "\\ \\' E'\\'' %s %n {0} <define> ${jndi:x}",
          "\uD83D\uDE00 \u0627\u0644 \u202Eevil\u202C \u00A0",
          " padded ",
          "null");

  private static String plan(String name, String text) {
    return JsonObject.of("tenant_id", ACME.toString())
        .with("slug", "acme")
        .with("name", name)
        .with("description", text)
        .with("config", Map.of("free", text))
        .with(
            "workspaces",
            List.of(Map.of("slug", "north", "name", name, "settings", Map.of("free", text))))
        .with("modules", Map.of("ai_cmo", true))
        .with("data", Map.of("test", Map.of("business_name", text)))
        .toJson();
  }

  @ParameterizedTest
  @EnumSource
  void itIsKeptAsItIs(Place.Kind kind) {
    try (Place place = Place.of(kind)) {
      TenantProvisioning provisioning = place.provisioning(ProfileStep.GOOD);
      for (String text : TEXTS) {
        assertKept(place, provisioning, text, text + "\n\r\t" + text);
      }
      assertKept(place, provisioning, "n".repeat(200), "long ' \\ \u20AC".repeat(20_000));
    }
  }

  private static void assertKept(
      Place place, TenantProvisioning provisioning, String name, String text) {
    provisioning.provision(TenantPlan.parse(plan(name, text), name));
    assertThat(provisioning.provision(TenantPlan.parse(plan(name, text), name)).isEmpty()).isTrue();
    try (JdbcKernelStore store = JdbcKernelStore.on(place.host().dataSource())) {
      Tenant acme = store.tenant(ACME).orElseThrow();
      assertThat(acme.name()).isEqualTo(name);
      assertThat(acme.description()).isEqualTo(text);
      assertThat(acme.config().text("free")).contains(text);
      Workspace north =
          store
              .inTransaction(
                  acme.scope(), one -> one.identity().workspace(WorkspacePlan.idOf(ACME, "north")))
              .orElseThrow();
      assertThat(north.name()).isEqualTo(name);
      assertThat(north.settings().text("free")).contains(text);
    }
    assertThat(place.rows().lines("select business_name from business_profiles"))
        .containsExactly(text);
  }

  @Test
  void whatNoDatabaseStoresIsRefused() {
    for (String text : List.of("a\u0000b", "\uD800")) {
      assertThatThrownBy(() -> new RegistrationPlan(ACME, "acme", "A", text, null, null))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("description: ");
      assertThatThrownBy(() -> new RegistrationPlan(ACME, "acme", text, null, null, null))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("name: ");
    }
    assertThatThrownBy(() -> TenantPlan.parse("{\"slug\": \"a\", \"name\": \"a\\u0000b\"}", "ops"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("U+0000");
    assertThatThrownBy(() -> TenantPlan.parse(plan("n".repeat(201), ""), "ops"))
        .hasMessage("name: expected at most 200 characters, found 201");
  }
}
