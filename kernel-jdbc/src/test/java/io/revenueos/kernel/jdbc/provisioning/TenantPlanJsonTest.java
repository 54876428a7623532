package io.revenueos.kernel.jdbc.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON form is read strictly. */
class TenantPlanJsonTest {
  private static final String ADA = "ada00000-0000-4000-8000-000000000001";

  @Test
  void aRegistrationIsEnough() {
    TenantPlan plan = TenantPlan.parse("{\"slug\": \"acme\", \"name\": \"Acme\"}", "ops");
    assertThat(plan.registration().anew().active()).isTrue();
    assertThat(plan.workspaces()).isEmpty();
    assertThat(plan.users()).isEmpty();
    assertThat(plan.modules()).isEmpty();
    assertThat(plan.data()).isEmpty();
  }

  @Test
  void aWorkspaceIsKnownByItsSlug() {
    TenantId acme = TenantId.of(ADA);
    assertThat(WorkspacePlan.idOf(acme, "default")).isEqualTo(new WorkspaceId(acme.value()));
    assertThat(WorkspacePlan.idOf(acme, "north"))
        .isEqualTo(WorkspacePlan.idOf(acme, "north"))
        .isNotEqualTo(WorkspacePlan.idOf(acme, "south"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x': 1 | x: unknown key; allowed: tenant_id, slug, name",
        "'a\\nb': 1 | \"a\\u000Ab\": unknown key",
        "'tenant_id': 'x' | tenant_id: expected a UUID, found \"x\"",
        "'tenant_id': 5 | tenant_id: expected text, found 5",
        "'is_active': 'no' | is_active: expected true or false, found \"no\"",
        "'config': [] | config: expected an object, found an array",
        "'workspaces': {} | workspaces: expected a list, found an object",
        "'workspaces': [1] | workspaces[0]: expected an object, found 1",
        "'workspaces': [{}] | workspaces[0].slug: required, but missing",
        "'workspaces': [{'slug': 'a'}] | workspaces[0].name: required, but missing",
        "'workspaces': [{'slug': 'A b', 'name': 'N'}] | workspaces[0].slug: expected lower-case",
        "'workspaces': [{'slug': 'a', 'name': ' '}] | workspaces[0].name: expected text, found a blank",
        "'workspaces': [{'slug': 'a', 'name': 'N', 'id': '1'}] | workspaces[0].id: expected a UUID",
        "'workspaces': [{'slug': 'a', 'name': 'N', 'owner': 'ada'}] | workspaces[0].owner: expected a UUID",
        "'workspaces': [{'slug': 'a', 'name': 'N', 'status': 'on'}] | status: expected one of active, archived, found \"on\"",
        "'workspaces': [{'slug': 'a', 'name': 'N', 'x': 1}] | workspaces[0].x: unknown key; allowed: id, slug",
        "'workspaces': [{'slug': 'a', 'name': 'N'}, {'slug': 'a', 'name': 'N'}] | workspaces[1].id: expected one that stands once",
        "'workspaces': [{'slug': 'default', 'name': 'N', 'id': 'ADA'}] | workspaces[0].id: expected the tenant's own id",
        "'users': ['ada'] | users[0]: expected an object, found \"ada\"",
        "'users': [{}] | users[0].user_id: required, but missing",
        "'users': [{'user_id': 'ada'}] | users[0].user_id: expected a UUID, found \"ada\"",
        "'users': [{'user_id': 'ADA', 'role': 'owner'}] | users[0].role: expected one of admin, member, found \"owner\"",
        "'users': [{'user_id': 'ADA', 'roles': 'sales'}] | users[0].roles: expected a list, found \"sales\"",
        "'users': [{'user_id': 'ADA', 'roles': ['x', 1]}] | users[0].roles[1]: expected text, found 1",
        "'users': [{'user_id': 'ADA', 'roles': ['Sales!']}] | users[0].roles[0]: expected",
        "'users': [{'user_id': 'ADA'}, {'user_id': 'ADA'}] | users[1].user_id: expected one that stands once",
        "'users': [{'user_id': 'ADA', 'workspaces': [{}]}] | users[0].workspaces[0].workspace: required",
        "'users': [{'user_id': 'ADA', 'workspaces': [{'workspace': 'x'}]}] | users[0].workspaces[0].workspace: expected one of default, found \"x\"",
        "'users': [{'user_id': 'ADA', 'workspaces': [{'workspace': 'default', 'role': 'boss'}]}] | users[0].workspaces[0].role: expected one of owner, admin, member, viewer",
        "'modules': ['ai_cmo'] | modules: expected an object, found an array",
        "'modules': {'ai_cmo': 'on'} | modules.ai_cmo: expected true or false, found \"on\"",
        "'modules': {'': true} | modules.\"\": expected text, found a blank string",
        "'data': {'ai_cmo': []} | data.ai_cmo: expected an object, found an array"
      })
  void whatIsWrongIsNamed(String member, String message) {
    String json =
        "{'slug': 'acme', 'name': 'Acme', %s}"
            .formatted(member)
            .replace("ADA", ADA)
            .replace("'", "\"");
    assertThatThrownBy(() -> TenantPlan.parse(json, "ops"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void nothingIsTakenForAnEmptyPlan() {
    assertThatThrownBy(() -> TenantPlan.parse("{}", "ops"))
        .hasMessage("slug: required, but missing");
    assertThatThrownBy(() -> TenantPlan.parse("", "ops")).isInstanceOf(InvalidInputException.class);
  }
}
