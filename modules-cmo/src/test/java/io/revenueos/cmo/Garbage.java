package io.revenueos.cmo;

import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.testkit.RandomJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Payloads in which every field that a policy reads may be missing, of any type, or extreme. */
record Garbage(Random random) {
  private static final List<String> FIELDS =
      List.of(
          "first_name", "camp", "product", "offering", "scheduled_at", "email", "invitee_email");
  private static final List<String> EXTREMES =
      List.of(
          "",
          " \t\n",
          "-1000000000-01-01T00:00:00Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "9999-12-31T23:59:59Z",
          "1970-01-01T00:00:00Z",
          "2026-07-01T15:00:00+02:00",
          "2026-02-30T10:00:00Z",
          "%s %d %n",
          "x".repeat(100_000),
          "\uD83C\uDFBE".repeat(200),
          "\u202Egnihton\r\nBcc: everyone@example.org",
          "coach@example.org");

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
