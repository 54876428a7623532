package io.revenueos.kernel.module;

import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.module.ModuleManifest.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between the members of a manifest, wherever it comes from. A text that is empty is
 * somebody else's to report.
 */
record ManifestRules(
    String id,
    String version,
    Status status,
    @Nullable String entryAgent,
    List<String> modes,
    List<AgentSpec> agents,
    List<String> requires,
    List<String> schemas,
    String prefix) {
  private static final Pattern MODE = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]*_");

  /** One sentence for each rule that is broken. */
  List<String> violations() {
    List<String> violations = new ArrayList<>();
    require(violations, id.isEmpty() || ModuleId.isValid(id), "id", "[a-z][a-z0-9_]*", id);
    require(violations, matches(VERSION, version), "version", "major.minor.patch", version);
    require(violations, matches(PREFIX, prefix), "table_prefix", "a lower-case word and _", prefix);
    checkModes(violations);
    checkAgents(violations);
    for (String required : requires) {
      require(violations, ModuleId.isValid(required), "requires", "a module id", required);
    }
    for (String table : schemas) {
      require(
          violations,
          table.startsWith(prefix),
          "schemas",
          "a table that starts with " + prefix,
          table);
    }
    return violations;
  }

  private void checkModes(List<String> violations) {
    require(violations, !modes.isEmpty(), "modes", "at least one", "none");
    Set<String> seen = new HashSet<>();
    for (String mode : modes) {
      require(violations, MODE.matcher(mode).matches(), "modes", "[a-z][a-z0-9_]*", mode);
      if (!seen.add(mode)) {
        violations.add("modes: %s stands twice".formatted(Text.quoted(mode)));
      }
      long serving = agents.stream().filter(agent -> agent.mode().equals(mode)).count();
      if (serving == 0 && status == Status.ACTIVE) {
        violations.add("modes: mode %s has no agent".formatted(Text.quoted(mode)));
      } else if (serving > 1) {
        violations.add("modes: mode %s has %d agents".formatted(Text.quoted(mode), serving));
      }
    }
  }

  private void checkAgents(List<String> violations) {
    for (AgentSpec agent : agents) {
      if (!agent.mode().isEmpty() && !modes.contains(agent.mode())) {
        violations.add(
            "agents.%s.mode: expected one of %s, found %s"
                .formatted(agent.key(), modes, Text.quoted(agent.mode())));
      }
    }
    if (entryAgent == null) {
      require(
          violations, status == Status.PLANNED, "entry_agent", "the key of an agent", "nothing");
    } else if (!entryAgent.isEmpty()
        && agents.stream().noneMatch(agent -> agent.key().equals(entryAgent))) {
      violations.add("entry_agent: expected the key of an agent, found " + Text.quoted(entryAgent));
    }
  }

  private static void require(
      List<String> violations, boolean holds, String path, String expected, String found) {
    if (!holds) {
      violations.add("%s: expected %s, found %s".formatted(path, expected, found));
    }
  }

  private static boolean matches(Pattern pattern, String text) {
    return text.isEmpty() || pattern.matcher(text).matches();
  }
}
