package io.revenueos.kernel.internal;

import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AnswerSpec;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.JsonSchema;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.module.AgentSpec;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every agent that this kernel can run, with its prompt, schemas and tools: all of it read and
 * checked when the kernel is built. Immutable.
 */
public final class AgentBook {
  private final Map<String, Entry> entries = new HashMap<>();

  private AgentBook() {}

  /**
   * An agent and what its manifest says of it.
   *
   * @param inputOrNull what a request must look like
   * @param outputOrNull what an answer must look like
   * @param tools those that the manifest permits, by name
   */
  record Entry(
      ModuleId module,
      AgentSpec spec,
      Agent agent,
      String prompt,
      @Nullable JsonSchema inputOrNull,
      @Nullable JsonSchema outputOrNull,
      Map<String, OpenTool> tools) {

    /** As budgets, reasons and settings name it: {@code deal_reviewer}. */
    String name() {
      return snake(spec.key());
    }

    /** What is wrong with an answer; empty when it is as it must be. */
    List<String> violations(JsonObject answer) {
      return outputOrNull == null ? List.of() : outputOrNull.violations(answer);
    }

    Optional<AnswerSpec> answer() {
      return Optional.ofNullable(outputOrNull).map(schema -> new AnswerSpec(name(), schema.json()));
    }
  }

  /** A tool and the schema of its arguments, ready for use. */
  record OpenTool(Tool tool, JsonSchema parameters) {
    static OpenTool of(Tool tool) {
      return new OpenTool(tool, JsonSchema.of(tool.spec().parameters()));
    }
  }

  /**
   * @throws InvalidInputException naming the module and the agent: one that the manifest does not
   *     have, a resource that is missing, a schema that is none, a tool that nobody brings
   */
  public static AgentBook of(ModuleRegistry registry) {
    AgentBook book = new AgentBook();
    for (ExecModule module : registry.modules()) {
      for (Agent agent : module.agents()) {
        Entry entry = entry(module, agent);
        if (book.entries.put(key(entry.module().value(), agent.key()), entry) != null) {
          throw invalid(module, agent.key(), "there are two agents of this key");
        }
      }
    }
    return book;
  }

  private static Entry entry(ExecModule module, Agent agent) {
    AgentSpec spec =
        module.manifest().agents().stream()
            .filter(declared -> declared.key().equals(agent.key()))
            .findFirst()
            .orElseThrow(() -> invalid(module, agent.key(), "the manifest has no such agent"));
    try {
      return new Entry(
          module.manifest().id(),
          spec,
          agent,
          resource(module, spec.prompt()),
          spec.terms().input().map(name -> schema(module, name)).orElse(null),
          spec.terms().output().map(name -> schema(module, name)).orElse(null),
          tools(spec.terms().tools(), agent.tools()));
    } catch (InvalidInputException wrong) {
      throw invalid(module, agent.key(), String.valueOf(wrong.getMessage()));
    }
  }

  private static Map<String, OpenTool> tools(List<String> permitted, List<Tool> brought) {
    Map<String, Tool> byName =
        brought.stream().collect(Collectors.toMap(tool -> tool.spec().name(), Function.identity()));
    for (String name : permitted) {
      if (!byName.containsKey(name)) {
        throw new InvalidInputException(
            "invalid_manifest",
            "tools",
            "nobody brings the tool %s; there are %s"
                .formatted(Text.quoted(name), byName.keySet()));
      }
    }
    return byName.entrySet().stream()
        .filter(tool -> permitted.contains(tool.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, tool -> OpenTool.of(tool.getValue())));
  }

  private static JsonSchema schema(ExecModule module, String name) {
    return JsonSchema.of(JsonObject.parse(resource(module, name)));
  }

  private static String resource(ExecModule module, String name) {
    try (InputStream in = module.origin().getResourceAsStream(name)) {
      if (in == null) {
        throw new InvalidInputException(
            "invalid_manifest", name, "no such resource beside " + module.origin().getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The agents of a module that can be run. */
  List<Entry> of(ModuleId module) {
    return entries.values().stream()
        .filter(entry -> entry.module().equals(module))
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList();
  }

  Optional<Entry> find(String module, String agent) {
    return Optional.ofNullable(entries.get(key(module, agent)));
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Every one of them. */
  List<Entry> all() {
    return List.copyOf(entries.values());
  }

  private static String key(String module, String agent) {
    return module + "/" + agent;
  }

  private static String snake(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static InvalidInputException invalid(ExecModule module, String agent, String problem) {
    return new InvalidInputException(
        "invalid_configuration",
        "module %s, agent %s".formatted(module.manifest().id(), agent),
        problem);
  }
}
