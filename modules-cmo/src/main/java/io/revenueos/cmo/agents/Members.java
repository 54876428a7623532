package io.revenueos.cmo.agents;

import io.revenueos.kernel.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads JSON in which a member that is missing, or not of its type, counts as empty. */
final class Members {
  private Members() {}

  static String text(JsonObject json, String key) {
    return json.text(key).map(String::strip).orElse("");
  }

  /** The first that is not blank. */
  static String text(JsonObject json, String key, String otherwise) {
    String text = text(json, key);
    return text.isEmpty() ? otherwise : text;
  }

  static List<String> texts(JsonObject json, String key) {
    return json.list(key).stream()
        .flatMap(List::stream)
        .filter(String.class::isInstance)
        .map(item -> ((String) item).strip())
        .filter(item -> !item.isEmpty())
        .distinct()
        .toList();
  }

  static List<JsonObject> objects(JsonObject json, String key) {
    return json.list(key).stream()
        .flatMap(List::stream)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  static JsonObject object(JsonObject json, String key) {
    return json.object(key).orElse(JsonObject.empty());
  }

  /** The item of a list whose member has this value; empty JSON when there is none. */
  static JsonObject item(JsonObject json, String list, String member, Object value) {
    return objects(json, list).stream()
        .filter(item -> same(item.value(member), value))
        .findFirst()
        .orElse(JsonObject.empty());
  }

  private static boolean same(Optional<Object> found, Object wanted) {
    return found.equals(JsonObject.of("value", wanted).value("value"));
  }
}
