package io.revenueos.kernel.policy;

import io.revenueos.kernel.json.JsonObject;

/**
 * The facts one policy is given for one decision: exactly those it declared. Immutable; kept with
 * the decision as JSON, from which the same facts can be made again.
 */
public record Facts(JsonObject values) {
  private static final Facts NONE = new Facts(JsonObject.empty());

  public static Facts none() {
    return NONE;
  }

  /**
   * @throws IllegalArgumentException when the policy did not declare the fact
   */
  public <T> T get(Fact<T> fact) {
    return fact.read(values)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fact \"%s\" was not declared; add it to Policy.facts(). Given: %s"
                        .formatted(fact, values.keys())));
  }
}
