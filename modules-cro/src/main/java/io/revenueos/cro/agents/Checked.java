package io.revenueos.cro.agents;

import io.revenueos.kernel.json.JsonObject;
import java.util.List;

/** Reads members of JSON that a schema has been checked for. */
final class Checked {
  private Checked() {}

  /** Empty when there is no such list. */
  static List<JsonObject> objects(JsonObject holder, String list) {
    return holder.list(list).orElse(List.of()).stream().map(JsonObject.class::cast).toList();
  }

  static long count(JsonObject holder, String key) {
    return holder.decimal(key).orElseThrow().longValueExact();
  }

  /** Of all objects in a list. */
  static long sum(JsonObject holder, String list, String key) {
    return objects(holder, list).stream().mapToLong(one -> count(one, key)).sum();
  }
}
