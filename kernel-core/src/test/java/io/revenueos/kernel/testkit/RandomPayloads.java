package io.revenueos.kernel.testkit;

import io.revenueos.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Payloads in which every field that a policy reads may be missing, of any type, or extreme.
 *
 * @param fields what the policies read
 * @param extremes values at which they could break
 */
public record RandomPayloads(
    Random random, List<String> fields, List<? extends @Nullable Object> extremes) {

  public JsonObject next() {
    JsonObject payload = JsonObject.of(new RandomJson(random).members(2));
    for (String field : fields) {
      if (random.nextInt(4) > 0) {
        payload = payload.with(field, value());
      }
    }
    return payload;
  }

  private @Nullable Object value() {
    if (random.nextBoolean()) {
      return extremes.get(random.nextInt(extremes.size()));
    }
    List<@Nullable Object> anything = new ArrayList<>(new RandomJson(random).members(2).values());
    return anything.isEmpty() ? null : anything.get(0);
  }
}
