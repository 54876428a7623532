package io.revenueos.kernel.module;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a module is, as data. An instance that exists is valid.
 *
 * @param entryAgentOrNull the agent a new tenant meets first; null only for a planned module
 * @param modes what can be requested of it, in order
 * @param agents who serves the modes; a planned module may have none
 * @param requires modules that must be registered beside it
 * @param schemas the tables it owns
 * @param docs where to read more
 * @param roles who may request its modes inside a tenant
 * @param tablePrefix what the names of its own tables start with: {@code cro_}
 */
public record ModuleManifest(
    ModuleId id,
    String name,
    String version,
    String description,
    Status status,
    @Nullable String entryAgentOrNull,
    List<String> modes,
    List<AgentSpec> agents,
    Set<ModuleId> requires,
    List<String> schemas,
    List<String> docs,
    Set<Role> roles,
    String tablePrefix) {

  /** How far along a module is. */
  public enum Status {
    /** Works; for whom it is on is said by {@link ModuleAccess}. */
    ACTIVE,
    /** Announced: listed, never enabled, every request to it is refused. */
    PLANNED;

    /** The name in JSON: {@code active}. */
    public String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ModuleManifest {
    modes = List.copyOf(modes);
    agents = List.copyOf(agents);
    requires = Set.copyOf(requires);
    schemas = List.copyOf(schemas);
    docs = List.copyOf(docs);
    roles = Set.copyOf(roles);
    List<String> violations = new ArrayList<>();
    for (AgentSpec agent : agents) {
      requireText(violations, "agents.%s.prompt".formatted(agent.key()), agent.prompt());
      requireText(violations, "agents.%s.function".formatted(agent.key()), agent.function());
      requireText(violations, "agents.%s.mode".formatted(agent.key()), agent.mode());
    }
    requireText(violations, "name", name);
    requireText(violations, "version", version);
    requireText(violations, "description", description);
    requireText(violations, "table_prefix", tablePrefix);
    if (roles.isEmpty()) {
      violations.add("permissions.roles: expected at least one role, found none");
    }
    violations.addAll(
        new ManifestRules(
                id.value(),
                version,
                status,
                entryAgentOrNull,
                modes,
                agents,
                requires.stream().map(ModuleId::value).toList(),
                schemas,
                tablePrefix)
            .violations());
    if (!violations.isEmpty()) {
      throw new InvalidManifestException("manifest of " + Text.quoted(id.value()), violations);
    }
  }

  private static void requireText(List<String> violations, String path, String text) {
    if (text.isBlank()) {
      violations.add(path + ": expected text, found " + Text.quoted(text));
    }
  }

  /**
   * @throws InvalidManifestException naming every violation
   */
  public static ModuleManifest parse(String json) {
    return ManifestJson.read(JsonObject.parse(json));
  }

  /**
   * @throws IOException when the file cannot be read
   * @throws InvalidManifestException naming every violation
   */
  public static ModuleManifest parse(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /**
   * Reads a manifest that lies beside a class.
   *
   * @throws InvalidManifestException naming every violation
   * @throws IllegalArgumentException when there is no such resource
   */
  public static ModuleManifest resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "no resource %s beside %s".formatted(name, beside.getName()));
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "cannot read resource %s beside %s".formatted(name, beside.getName()), unreadable);
    }
  }

  public Optional<String> entryAgent() {
    return Optional.ofNullable(entryAgentOrNull);
  }

  /** The agent that serves a mode. */
  public Optional<AgentSpec> agentFor(String mode) {
    return agents.stream().filter(agent -> agent.mode().equals(mode)).findFirst();
  }

  public boolean active() {
    return status == Status.ACTIVE;
  }
}
