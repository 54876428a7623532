package io.revenueos.cro;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.testkit.RandomJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Payloads in which every field that a policy reads may be missing, of any type, or extreme. */
record Garbage(Random random) {
  private static final List<String> FIELDS =
      List.of(
          "old_value",
          "new_value",
          "new_stage",
          "value",
          "amount",
          "recipient_email",
          "email",
          "recipient",
          "metric",
          "usage",
          "threshold",
          "limit",
          "plan");
  private static final List<@Nullable Object> EXTREMES =
      Arrays.asList(
          null,
          true,
          "",
          " \t",
          "100",
          "closed_won",
          "NaN",
          "%s %d %n",
          "x".repeat(100_000),
          0,
          -1,
          100,
          80,
          50,
          1e300,
          -1e300,
          1e-300,
          -1e-300);

  JsonObject payload() {
    JsonObject payload = JsonObject.of(new RandomJson(random).members(2));
    for (String field : FIELDS) {
      if (random.nextInt(4) > 0) {
        payload = payload.with(field, value());
      }
    }
    return payload;
  }

  private @Nullable Object value() {
    if (random.nextBoolean()) {
      return EXTREMES.get(random.nextInt(EXTREMES.size()));
    }
    List<@Nullable Object> anything = new ArrayList<>(new RandomJson(random).members(2).values());
    return anything.isEmpty() ? null : anything.get(0);
  }
}
