package io.revenueos.kernel.testkit;

import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.agent.Agent;
import io.revenueos.kernel.agent.AgentTask;
import io.revenueos.kernel.agent.Tool;
import io.revenueos.kernel.agent.ToolSpec;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.module.ExecModule;
import io.revenueos.kernel.module.ModuleId;
import io.revenueos.kernel.module.ModuleManifest;
import io.revenueos.kernel.policy.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A module whose one agent greets: it counts letters itself, and a model may word the greeting. Its
 * tools: {@code look_up} reads, {@code offer_discount} proposes, and {@code hidden} is not in the
 * manifest.
 */
public final class Greeter implements ExecModule, Agent {
  public static final ModuleId MODULE = new ModuleId("ai_greeter");
  public static final String MODE = "greet";

  private final ModuleManifest manifest;
  private final List<Policy> policies;
  private final List<JsonObject> delivered = Collections.synchronizedList(new ArrayList<>());
  private final List<JsonObject> read = Collections.synchronizedList(new ArrayList<>());

  private final List<KernelEvent> following;

  private Greeter(JsonObject limits, List<Policy> policies, List<KernelEvent> following) {
    this.following = List.copyOf(following);
    this.manifest = ModuleManifest.parse(manifest(limits).toJson());
    this.policies = policies;
  }

  public static Greeter with(Policy... policies) {
    return new Greeter(JsonObject.empty(), List.of(policies), List.of());
  }

  /**
   * @param limits as in a manifest
   */
  public static Greeter limited(JsonObject limits) {
    return new Greeter(limits, List.of(), List.of());
  }

  /**
   * @param following what it proposes with every answer
   */
  public static Greeter following(KernelEvent following, Policy... policies) {
    return new Greeter(JsonObject.empty(), List.of(policies), List.of(following));
  }

  private static JsonObject manifest(JsonObject limits) {
    return TestModules.manifestJson(MODULE.value())
        .with("entry_agent", "greeter")
        .with("modes", List.of(MODE))
        .with(
            "agents",
            Map.of(
                "greeter",
                JsonObject.of("prompt", "greeter.md")
                    .with("function", "test-greeter")
                    .with("mode", MODE)
                    .with("input", "greeter_input.json")
                    .with("output", "greeter_output.json")
                    .with("tools", List.of("look_up", "offer_discount"))
                    .with("limits", limits)));
  }

  /** Answers that were kept, in order. */
  public List<JsonObject> delivered() {
    return List.copyOf(delivered);
  }

  /** What was looked up, in order. */
  public List<JsonObject> read() {
    return List.copyOf(read);
  }

  @Override
  public ModuleManifest manifest() {
    return manifest;
  }

  @Override
  public List<Policy> policies() {
    return policies;
  }

  @Override
  public List<ActionHandler> handlers() {
    return List.of();
  }

  @Override
  public List<Agent> agents() {
    return List.of(this);
  }

  @Override
  public String key() {
    return "greeter";
  }

  @Override
  public JsonObject brief(AgentTask task) {
    String name = task.input().text("name").orElseThrow();
    return JsonObject.of("name", name).with("letters", name.length());
  }

  @Override
  public JsonObject write(AgentTask task, JsonObject brief) {
    return JsonObject.of("greeting", "Hello " + brief.text("name").orElseThrow())
        .with("letters", brief.decimal("letters").orElseThrow());
  }

  /** The letters are counted, whatever a model says. */
  @Override
  public JsonObject settle(JsonObject brief, JsonObject answer) {
    return answer.with("letters", brief.decimal("letters").orElseThrow());
  }

  @Override
  public List<Tool> tools() {
    return List.of(new LookUp("look_up", read), new LookUp("hidden", read), new OfferDiscount());
  }

  @Override
  public JsonObject deliver(AgentTask task, JsonObject answer) {
    delivered.add(answer);
    return JsonObject.of("kept", true);
  }

  @Override
  public List<KernelEvent> proposals(AgentTask task, JsonObject answer) {
    return following;
  }

  private static JsonObject parameters(String field, String type) {
    return JsonObject.of("type", "object")
        .with("properties", Map.of(field, Map.of("type", type)))
        .with("required", List.of(field))
        .with("additionalProperties", false);
  }

  private record LookUp(String name, List<JsonObject> read) implements Tool.Reader {
    @Override
    public ToolSpec spec() {
      return new ToolSpec(name, "Looks a customer up.", parameters("name", "string"));
    }

    @Override
    public JsonObject read(AgentTask task, JsonObject arguments) {
      read.add(arguments);
      return JsonObject.of("tenant", task.scope().tenant().toString()).withAll(arguments);
    }
  }

  private record OfferDiscount() implements Tool.Proposer {
    @Override
    public ToolSpec spec() {
      return new ToolSpec(
          "offer_discount", "Proposes a discount.", parameters("percent", "number"));
    }

    @Override
    public KernelEvent propose(AgentTask task, JsonObject arguments) {
      return KernelEvent.of("discount_proposed")
          .from("ai_greeter")
          .in(task.scope())
          .about("deal", "D-1")
          .correlatedBy("made up")
          .withAll(arguments)
          .build();
    }
  }
}
