package io.revenueos.kernel.module;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.testkit.TestModules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestViolationsTest {
  private static final JsonObject VALID = TestModules.manifestJson("ai_test");

  @ParameterizedTest
  @MethodSource("cases")
  void everyViolationIsNamed(JsonObject example) {
    List<?> expected = example.list("violations").orElseThrow();

    assertThatThrownBy(() -> ModuleManifest.parse(changed(example).toJson()))
        .isInstanceOfSatisfying(
            InvalidManifestException.class,
            refused -> {
              assertThat(refused.violations())
                  .containsExactlyInAnyOrderElementsOf(
                      expected.stream().map(String.class::cast).toList());
              assertThat(refused.code()).isEqualTo("invalid_manifest");
              assertThat(refused.getMessage())
                  .startsWith("manifest of \"")
                  .contains(refused.violations());
            });
  }

  static Stream<Named<JsonObject>> cases() throws IOException {
    try (InputStream corpus =
        ManifestViolationsTest.class.getResourceAsStream("invalid-manifests.json")) {
      byte[] bytes = Objects.requireNonNull(corpus, "the corpus").readAllBytes();
      return JsonObject.parse(new String(bytes, StandardCharsets.UTF_8))
          .list("cases")
          .orElseThrow()
          .stream()
          .map(JsonObject.class::cast)
          .map(example -> Named.of(example.text("name").orElseThrow(), example));
    }
  }

  private static JsonObject changed(JsonObject example) {
    List<?> removed = example.list("remove").orElse(List.of());
    JsonObject manifest = JsonObject.empty();
    for (Map.Entry<String, ?> member : VALID.members().entrySet()) {
      if (!removed.contains(member.getKey())) {
        manifest = manifest.with(member.getKey(), member.getValue());
      }
    }
    return manifest.withAll(example.object("set").orElse(JsonObject.empty()));
  }

  @Test
  void aValidManifestIsReadFieldByField() {
    ModuleManifest manifest =
        ModuleManifest.parse(VALID.with("requires", List.of("ai_cro")).toJson());

    assertThat(manifest.id()).isEqualTo(new ModuleId("ai_test"));
    assertThat(manifest.name()).isEqualTo("Test module");
    assertThat(manifest.version()).isEqualTo("1.0.0");
    assertThat(manifest.active()).isTrue();
    assertThat(manifest.entryAgent()).contains("intake");
    assertThat(manifest.modes()).containsExactly("setup");
    assertThat(manifest.agentFor("setup"))
        .contains(AgentSpec.of("intake", "intake.md", "test-intake", "setup"));
    assertThat(manifest.agentFor("forecast")).isEmpty();
    assertThat(manifest.requires()).containsExactly(new ModuleId("ai_cro"));
    assertThat(manifest.schemas()).containsExactly("test_rows");
    assertThat(manifest.roles()).containsExactly(new Role("sales"));
    assertThat(manifest.tablePrefix()).isEqualTo("test_");
  }

  @Test
  void aPlannedModuleNeedsNoAgents() {
    ModuleManifest planned =
        ModuleManifest.parse(
            VALID
                .with("status", "planned")
                .with("agents", Map.of())
                .with("entry_agent", null)
                .toJson());

    assertThat(planned.active()).isFalse();
    assertThat(planned.entryAgent()).isEmpty();
  }

  @Test
  void aManifestFileIsReadAndABrokenOneIsRefusedWithItsLine(@TempDir Path folder)
      throws IOException {
    Path good = Files.writeString(folder.resolve("good.json"), VALID.toJson());
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  \"id\": \"ai_test\",\n}");

    assertThat(ModuleManifest.parse(good)).isEqualTo(ModuleManifest.parse(VALID.toJson()));
    assertRefused(() -> ModuleManifest.parse(broken)).saying("not valid JSON at line 3, column 1");
    assertThatThrownBy(() -> ModuleManifest.parse(folder.resolve("absent.json")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aMissingResourceIsNamed() {
    assertThatThrownBy(() -> ModuleManifest.resource(ModuleManifest.class, "absent.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no resource absent.json beside " + ModuleManifest.class.getName());
  }

  @Test
  void aManifestWithoutAnIdIsStillRefusedByName() {
    assertRefused(() -> ModuleManifest.parse("{}")).at("manifest").saying("id: expected text");
  }
}
