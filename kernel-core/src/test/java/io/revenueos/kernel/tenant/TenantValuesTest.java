package io.revenueos.kernel.tenant;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantValuesTest {
  private static final String UUID_TEXT = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
  private static final TenantId ID = TenantId.of(UUID_TEXT);

  @Test
  void anIdIsReadInItsCanonicalFormAndInCapitals() {
    assertThat(TenantId.of(UUID_TEXT)).hasToString(UUID_TEXT);
    assertThat(TenantId.of("6F9619FF-8B86-4D01-B42D-00CF4FC964FF")).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1-1-1-1-1",
        "6f9619ff8b864d01b42d00cf4fc964ff",
        "{6f9619ff-8b86-4d01-b42d-00cf4fc964ff}",
        "6f9619ff-8b86-4d01-b42d-00cf4fc964ff ",
        "6f9619ff-8b86-4d01-b42d-00cf4fc964f",
        "6f9619ff-8b86-4d01-b42d-00cf4fc964fg",
        "6f9619ff-8b86-4d01-b42d-00cf4fc964ff\n"
      })
  void anythingButThirtySixCharactersOfUuidIsRefused(String text) {
    assertRefused(() -> TenantId.parse("tenant_id", text))
        .at("tenant_id")
        .saying("expected a UUID");
    assertRefused(() -> WorkspaceId.parse("workspace_id", text)).at("workspace_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "é"})
  void aSlugIsLowerCaseWordsJoinedByHyphens(String slug) {
    assertRefused(() -> Tenant.of(ID, slug, "Name")).at("slug").withCode("invalid_tenant");
  }

  @Test
  void aTenantKeepsWhatItIsGiven() {
    Tenant tenant = Tenant.of(ID, "first-touch-coaching", "First Touch").describedAs("Tennis");

    assertThat(tenant.active()).isTrue();
    assertThat(tenant.deactivated().active()).isFalse();
    assertThat(tenant.deactivated().description()).isEqualTo("Tennis");
    assertRefused(() -> Tenant.of(ID, "slug", "")).at("name");
    assertRefused(() -> tenant.describedAs("a\0")).at("description");
  }

  @Test
  void anExternalTenantHasOneWorkspaceWithItsOwnId() {
    TenantScope scope = Tenant.of(ID, "slug", "Name").scope();

    assertThat(scope.workspace()).contains(new WorkspaceId(ID.value()));
    assertThat(scope).hasToString(UUID_TEXT + "/" + UUID_TEXT);
    assertThat(TenantScope.of(ID)).hasToString(UUID_TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Admin", "1a", "a-b", " admin"})
  void aRoleIsALowerCaseWord(String name) {
    assertRefused(() -> new Role(name)).at("role").withCode("invalid_role");
  }
}
