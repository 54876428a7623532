package io.revenueos.cli;

import io.revenueos.cli.terminal.JsonLine;
import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantId;
import java.util.List;
import java.util.function.Supplier;

/** The JSON form of a tenant, read strictly. */
final class TenantJson {
  private static final String CODE = "invalid_tenant";
  private static final List<String> KEYS =
      List.of("tenant_id", "slug", "name", "description", "is_active", "config");

  private TenantJson() {}

  /**
   * @param newId for a tenant without one
   * @throws InvalidInputException naming the path of what is wrong and what is allowed
   */
  static Tenant read(String text, Supplier<TenantId> newId) {
    JsonObject json = JsonObject.parse(text);
    for (String key : json.keys()) {
      if (!KEYS.contains(key)) {
        throw new InvalidInputException(
            CODE, key, "unknown key; allowed: " + String.join(", ", KEYS));
      }
    }
    if (json.value("is_active").isPresent() && json.flag("is_active").isEmpty()) {
      throw wrong(json, "is_active", "true or false");
    }
    if (json.value("config").isPresent() && json.object("config").isEmpty()) {
      throw wrong(json, "config", "an object");
    }
    return new Tenant(
        text(json, "tenant_id", "").isEmpty()
            ? newId.get()
            : TenantId.of(text(json, "tenant_id", "")),
        required(json, "slug"),
        required(json, "name"),
        text(json, "description", ""),
        json.flag("is_active").orElse(true),
        json.object("config").orElse(JsonObject.empty()));
  }

  private static String required(JsonObject json, String key) {
    if (json.value(key).isEmpty()) {
      throw new InvalidInputException(CODE, key, "required, but missing");
    }
    return text(json, key, "");
  }

  private static String text(JsonObject json, String key, String otherwise) {
    if (json.value(key).isPresent() && json.text(key).isEmpty()) {
      throw wrong(json, key, "text");
    }
    return json.text(key).orElse(otherwise);
  }

  private static InvalidInputException wrong(JsonObject json, String key, String expected) {
    return new InvalidInputException(
        CODE, key, "expected %s, found %s".formatted(expected, json.describe(key)));
  }

  static JsonLine write(Tenant tenant) {
    return JsonLine.of("tenant_id", tenant.id())
        .with("slug", tenant.slug())
        .with("name", tenant.name())
        .with("description", tenant.description())
        .with("is_active", tenant.active())
        .with("config", (Object) tenant.config());
  }
}
