package io.revenueos.kernel.module;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.module.ModuleManifest.Status;
import io.revenueos.kernel.tenant.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a manifest and collects everything that is wrong with it before refusing it. */
final class ManifestJson {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "version",
          "description",
          "status",
          "entry_agent",
          "modes",
          "agents",
          "requires",
          "schemas",
          "docs",
          "permissions",
          "table_prefix");
  private static final Set<String> PERMISSION_FIELDS = Set.of("tenant_scoped", "roles");

  private final JsonObject json;
  private final List<String> violations = new ArrayList<>();

  private ManifestJson(JsonObject json) {
    this.json = json;
  }

  static ModuleManifest read(JsonObject json) {
    return new ManifestJson(json).read();
  }

  private ModuleManifest read() {
    refuseUnknown(json, "", FIELDS);
    String id = text("id");
    String name = text("name");
    String version = text("version");
    String description = text("description");
    String prefix = text("table_prefix");
    Status status = status();
    List<String> modes = texts("modes");
    List<AgentSpec> agents = agents();
    List<String> requires = texts("requires");
    List<String> schemas = texts("schemas");
    List<String> docs = texts("docs");
    Set<Role> roles = roles();
    String entryAgent = entryAgent();
    violations.addAll(
        new ManifestRules(id, version, status, entryAgent, modes, agents, requires, schemas, prefix)
            .violations());
    if (!violations.isEmpty()) {
      throw new InvalidManifestException(
          id.isEmpty() ? "manifest" : "manifest of " + Text.quoted(id), violations);
    }
    return new ModuleManifest(
        new ModuleId(id),
        name,
        version,
        description,
        status,
        entryAgent,
        modes,
        agents,
        new HashSet<>(requires.stream().map(ModuleId::new).toList()),
        schemas,
        docs,
        roles,
        prefix);
  }

  private @Nullable String entryAgent() {
    if (json.value("entry_agent").isEmpty()) {
      return null;
    }
    require(
        json.text("entry_agent").isPresent(),
        "entry_agent",
        "the key of an agent",
        json.describe("entry_agent"));
    return json.text("entry_agent").orElse("");
  }

  private Status status() {
    String text = text("status");
    for (Status status : Status.values()) {
      if (status.stored().equals(text)) {
        return status;
      }
    }
    require(text.isEmpty(), "status", "active or planned", text);
    return Status.ACTIVE;
  }

  private List<AgentSpec> agents() {
    List<AgentSpec> agents = new ArrayList<>();
    Optional<JsonObject> declared = json.object("agents");
    require(
        declared.isPresent() || !json.has("agents"),
        "agents",
        "an object of key to agent",
        json.describe("agents"));
    for (Map.Entry<String, ?> entry : declared.orElse(JsonObject.empty()).members().entrySet()) {
      if (entry.getValue() instanceof JsonObject agent) {
        agents.add(new AgentJson(entry.getKey(), agent, violations).read(entry.getKey()));
      } else {
        violations.add(
            "agents.%s: expected an object with prompt, function and mode"
                .formatted(entry.getKey()));
      }
    }
    return agents;
  }

  private Set<Role> roles() {
    Set<Role> roles = new LinkedHashSet<>();
    JsonObject permissions = json.object("permissions").orElse(JsonObject.empty());
    refuseUnknown(permissions, "permissions.", PERMISSION_FIELDS);
    require(
        permissions.flag("tenant_scoped").orElse(false),
        "permissions.tenant_scoped",
        "true, a module sees one tenant at a time",
        permissions.describe("tenant_scoped"));
    for (Object role : permissions.list("roles").orElse(List.of())) {
      if (role instanceof String name) {
        try {
          roles.add(new Role(name));
        } catch (InvalidInputException invalid) {
          violations.add("permissions.roles: " + invalid.problem());
        }
      } else {
        violations.add("permissions.roles: expected text, found " + role);
      }
    }
    require(!roles.isEmpty(), "permissions.roles", "at least one role", "none");
    return roles;
  }

  private void refuseUnknown(JsonObject object, String path, Set<String> known) {
    object.keys().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> violations.add(path + Text.quoted(key) + ": unknown field"));
  }

  private String text(String field) {
    Optional<String> text = json.text(field).filter(value -> !value.isBlank());
    require(text.isPresent(), field, "text", json.describe(field));
    return text.orElse("");
  }

  private List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    if (json.has(field) && json.list(field).isEmpty()) {
      violations.add(field + ": expected a list of texts, found " + json.describe(field));
    }
    for (Object item : json.list(field).orElse(List.of())) {
      if (item instanceof String text && !text.isBlank()) {
        texts.add(text);
      } else {
        violations.add(field + ": expected a list of texts, found " + item);
      }
    }
    return texts;
  }

  private void require(boolean holds, String path, String expected, String found) {
    if (!holds) {
      violations.add("%s: expected %s, found %s".formatted(path, expected, found));
    }
  }
}
