package io.revenueos.kernel.json;

import io.revenueos.kernel.error.InvalidInputException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object. Its values are {@link String}, {@link BigDecimal}, {@link Boolean},
 * {@code null}, {@link JsonObject} and immutable {@link List}s of these; numbers are exact.
 *
 * <p>Whatever can be a {@code JsonObject} comes back equal from every database of the kernel: text
 * has no NUL and no lone surrogate, a number has at most {@value JsonReader#MAX_NUMBER_DIGITS}
 * digits when written out, nesting ends at {@value JsonReader#MAX_DEPTH} levels, and no key stands
 * twice. The order of keys is kept for display and does not count for equality.
 */
public final class JsonObject {
  private static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<String, @Nullable Object> members;
  // Made when it is first asked for; a race makes the same text twice.
  private @Nullable String text;

  private JsonObject(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  public static JsonObject empty() {
    return EMPTY;
  }

  /**
   * @throws InvalidInputException (code {@code invalid_json}) naming the path and what is wrong
   */
  public static JsonObject parse(String text) {
    return JsonReader.read(text);
  }

  /**
   * @param members Java values: text, numbers, booleans, null, {@link java.time.Instant}, {@link
   *     java.util.UUID}, maps with text keys, collections, {@link JsonObject}
   * @throws InvalidInputException for any other value, or one that breaks the rules of this class
   */
  public static JsonObject of(Map<String, ? extends @Nullable Object> members) {
    return JsonValues.object("", members, 0);
  }

  public static JsonObject of(String key, @Nullable Object value) {
    return EMPTY.with(key, value);
  }

  static JsonObject checked(Map<String, @Nullable Object> members) {
    return members.isEmpty() ? EMPTY : new JsonObject(Collections.unmodifiableMap(members));
  }

  /** A copy with one member added or replaced; the value as in {@link #of(Map)}. */
  public JsonObject with(String key, @Nullable Object value) {
    LinkedHashMap<String, @Nullable Object> copy = new LinkedHashMap<>(members);
    copy.put(JsonValues.key("", key), JsonValues.value(key, value, 1));
    return checked(copy);
  }

  /** A copy with all members of another object added, replacing those of the same name. */
  public JsonObject withAll(JsonObject other) {
    LinkedHashMap<String, @Nullable Object> copy = new LinkedHashMap<>(members);
    copy.putAll(other.members);
    return checked(copy);
  }

  /** The members in order; unmodifiable. */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  public Set<String> keys() {
    return members.keySet();
  }

  public boolean has(String key) {
    return members.containsKey(key);
  }

  /** The value; empty when it is missing or null. */
  public Optional<Object> value(String key) {
    return Optional.ofNullable(members.get(key));
  }

  /** The text; empty when it is missing or anything but a string. */
  public Optional<String> text(String key) {
    return typed(key, String.class);
  }

  /**
   * The number; empty when it is missing or anything but a number (a numeric string is not one).
   */
  public Optional<BigDecimal> decimal(String key) {
    return typed(key, BigDecimal.class);
  }

  public Optional<Boolean> flag(String key) {
    return typed(key, Boolean.class);
  }

  public Optional<JsonObject> object(String key) {
    return typed(key, JsonObject.class);
  }

  /** The list; empty when it is missing or anything but an array. */
  public Optional<List<?>> list(String key) {
    return value(key).filter(List.class::isInstance).map(List.class::cast);
  }

  private <T> Optional<T> typed(String key, Class<T> type) {
    return value(key).filter(type::isInstance).map(type::cast);
  }

  /** What stands under a key, for an error message: {@code nothing}, {@code "abc"}, {@code 12}. */
  public String describe(String key) {
    return has(key) ? JsonValues.describe(members.get(key)) : "nothing";
  }

  /** Compact JSON, numbers in plain notation. */
  public String toJson() {
    String known = text;
    if (known == null) {
      known = JsonWriter.write(this);
      text = known;
    }
    return known;
  }

  /** The size of {@link #toJson()} in bytes of UTF-8. */
  public int byteSize() {
    return toJson().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return toJson();
  }
}
