package io.revenueos.kernel.policy;

import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Reason;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One policy's answer to one event, with everything needed to recompute it.
 *
 * @param facts what the policy was given
 * @param overridableBy who may override a guard's no; empty for every other outcome
 * @param actions in the order the policy asked for them; empty unless the outcome is {@link
 *     DecisionOutcome#EMIT_ACTIONS}
 */
public record KernelDecision(
    PolicyName rule,
    DecisionOutcome outcome,
    Reason reason,
    Mode mode,
    Facts facts,
    Set<Role> overridableBy,
    List<KernelAction> actions) {

  public KernelDecision {
    overridableBy = Set.copyOf(overridableBy);
    actions = List.copyOf(actions);
  }

  static KernelDecision of(PolicyName rule, Answer answer, Mode mode, Facts facts) {
    return new KernelDecision(
        rule,
        DecisionOutcome.of(answer),
        answer.reason(),
        mode,
        facts,
        answer instanceof Answer.AllowWithOverride override ? override.overridableBy() : Set.of(),
        answer instanceof Answer.Act act ? act.actions() : List.of());
  }

  /** Whether the answer binds; in shadow mode it is only recorded. */
  public boolean enforced() {
    return mode == Mode.ENFORCE;
  }

  /** What is stored beside outcome and reason: facts, policy version, mode and who may override. */
  public JsonObject metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("mode", mode.stored());
    metadata.put("policy_version", rule.version());
    metadata.put("facts", facts.values());
    if (!overridableBy.isEmpty()) {
      metadata.put("overridable_by", overridableBy.stream().map(Role::name).sorted().toList());
    }
    return JsonObject.of(metadata);
  }
}
