package io.revenueos.kernel.module;

import io.revenueos.kernel.agent.AgentLimits;
import io.revenueos.kernel.agent.ModelSettings;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one agent of a manifest, and adds what is wrong with it to the manifest's violations. */
final class AgentJson {
  private static final Set<String> FIELDS =
      Set.of("prompt", "function", "mode", "input", "output", "tools", "model", "limits");
  private static final Set<String> MODEL_FIELDS = Set.of("temperature", "max_output_tokens");
  private static final Set<String> LIMIT_FIELDS = Set.of("turns", "tokens", "cost_usd", "seconds");

  private final String path;
  private final JsonObject json;
  private final List<String> violations;

  AgentJson(String key, JsonObject json, List<String> violations) {
    this.path = "agents." + key;
    this.json = json;
    this.violations = violations;
  }

  AgentSpec read(String key) {
    refuseUnknown(json, path, FIELDS);
    return new AgentSpec(key, text("prompt"), text("function"), text("mode"), terms());
  }

  private AgentTerms terms() {
    AgentTerms none = AgentTerms.defaults();
    return new AgentTerms(
        textIfAny("input"),
        textIfAny("output"),
        tools(),
        checked("model", none.settings(), () -> settings(none.settings())),
        checked("limits", none.limits(), () -> limits(none.limits())));
  }

  private ModelSettings settings(ModelSettings usual) {
    JsonObject model = part("model", MODEL_FIELDS);
    return new ModelSettings(
        number(model, "model", "temperature").orElse(usual.temperature()),
        number(model, "model", "max_output_tokens")
            .map(BigDecimal::intValueExact)
            .orElse(usual.maxOutputTokens()));
  }

  private AgentLimits limits(AgentLimits usual) {
    JsonObject limits = part("limits", LIMIT_FIELDS);
    return new AgentLimits(
        number(limits, "limits", "turns").map(BigDecimal::intValueExact).orElse(usual.turns()),
        number(limits, "limits", "tokens").map(BigDecimal::longValueExact).orElse(usual.tokens()),
        number(limits, "limits", "cost_usd")
            .map(usd -> new Money(usd, usual.cost().currency()))
            .orElse(usual.cost()),
        number(limits, "limits", "seconds")
            .map(seconds -> Duration.ofSeconds(seconds.longValueExact()))
            .orElse(usual.time()));
  }

  private interface Reading<T> {
    T read();
  }

  /** What the values themselves refuse becomes a violation with its path. */
  private <T> T checked(String part, T usual, Reading<T> reading) {
    try {
      return reading.read();
    } catch (InvalidInputException invalid) {
      violations.add("%s.%s.%s: %s".formatted(path, part, invalid.field(), invalid.problem()));
    } catch (ArithmeticException fraction) {
      violations.add("%s.%s: expected whole numbers".formatted(path, part));
    }
    return usual;
  }

  private List<String> tools() {
    List<String> tools = new ArrayList<>();
    for (Object tool : json.list("tools").orElse(List.of())) {
      if (tool instanceof String name && !tools.contains(name)) {
        tools.add(name);
      } else {
        violations.add(path + ".tools: expected different names, found " + tool);
      }
    }
    return tools;
  }

  private JsonObject part(String field, Set<String> known) {
    JsonObject part = json.object(field).orElse(JsonObject.empty());
    if (json.has(field) && json.object(field).isEmpty()) {
      violations.add(
          "%s.%s: expected an object, found %s".formatted(path, field, json.describe(field)));
    }
    refuseUnknown(part, path + "." + field, known);
    return part;
  }

  private Optional<BigDecimal> number(JsonObject part, String name, String field) {
    Optional<BigDecimal> number = part.decimal(field);
    if (part.has(field) && number.isEmpty()) {
      violations.add(
          "%s.%s.%s: expected a number, found %s"
              .formatted(path, name, field, part.describe(field)));
    }
    return number;
  }

  private @Nullable String textIfAny(String field) {
    return json.has(field) ? text(field) : null;
  }

  private String text(String field) {
    Optional<String> text = json.text(field).filter(found -> !found.isBlank());
    if (text.isEmpty()) {
      violations.add("%s.%s: expected text, found %s".formatted(path, field, json.describe(field)));
    }
    return text.orElse("");
  }

  private void refuseUnknown(JsonObject object, String where, Set<String> known) {
    object.keys().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> violations.add("%s.%s: unknown field".formatted(where, Text.quoted(key))));
  }
}
