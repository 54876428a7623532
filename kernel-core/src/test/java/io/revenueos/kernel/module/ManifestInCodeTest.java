package io.revenueos.kernel.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.tenant.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A manifest made in code obeys the rules of one that is read. */
class ManifestInCodeTest {

  private static ModuleManifest manifest(String mode, String prompt, Set<Role> roles) {
    return new ModuleManifest(
        new ModuleId("ai_test"),
        "Test",
        "1.0.0",
        "A test.",
        ModuleManifest.Status.ACTIVE,
        "agent",
        List.of("setup"),
        List.of(AgentSpec.of("agent", prompt, "test-agent", mode)),
        Set.of(),
        List.of(),
        List.of(),
        roles,
        "test_");
  }

  @Test
  void everyViolationIsNamed() {
    assertThatThrownBy(() -> manifest("elsewhere", "", Set.of()))
        .isInstanceOfSatisfying(
            InvalidManifestException.class,
            invalid ->
                assertThat(invalid.violations())
                    .containsExactlyInAnyOrder(
                        "agents.agent.prompt: expected text, found \"\"",
                        "permissions.roles: expected at least one role, found none",
                        "modes: mode \"setup\" has no agent",
                        "agents.agent.mode: expected one of [setup], found \"elsewhere\""));
  }

  @Test
  void aValidOneIsMade() {
    assertThat(manifest("setup", "prompts/a.md", Set.of(Role.ADMIN)).agentFor("setup")).isPresent();
  }
}
