package io.revenueos.kernel.jdbc.provisioning;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.json.Text;
import io.revenueos.kernel.tenant.TenantId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An object of a plan, read strictly: whatever is wrong is refused with its path, what was found
 * and what is allowed. A member that is null counts as missing.
 */
public final class JsonFields {
  private final String code;
  private final String path;
  private final JsonObject json;

  /** What has its whole path already. */
  private static final class Located extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    Located(String code, String path, String problem) {
      super(code, path, problem);
    }
  }

  private JsonFields(String code, String path, JsonObject json) {
    this.code = code;
    this.path = path;
    this.json = json;
  }

  /**
   * @param code of the errors
   * @param path of the object itself; empty for a whole document
   */
  public static JsonFields of(String code, String path, JsonObject json) {
    return new JsonFields(code, path, json);
  }

  /**
   * Refuses every other key.
   *
   * @return this
   */
  public JsonFields allow(String... keys) {
    List<String> allowed = List.of(keys);
    for (String key : json.keys()) {
      if (!allowed.contains(key)) {
        throw invalid(key, "unknown key; allowed: " + String.join(", ", allowed));
      }
    }
    return this;
  }

  /** Keys that anybody may choose are quoted where they would break a line. */
  private static String shown(String key) {
    return key.matches("[A-Za-z0-9_.-]{1,60}(\\[[0-9]+])?") ? key : Text.quoted(key);
  }

  public List<String> keys() {
    return List.copyOf(json.keys());
  }

  public boolean has(String key) {
    return json.value(key).isPresent();
  }

  public Optional<String> text(String key) {
    return typed(key, json.text(key), "text");
  }

  public String required(String key) {
    return text(key).orElseThrow(() -> invalid(key, "required, but missing"));
  }

  /** A UUID in its 36-character form. */
  public Optional<UUID> id(String key) {
    return text(key).map(found -> made(key, () -> TenantId.parse(key, found)).value());
  }

  public Optional<Boolean> flag(String key) {
    return typed(key, json.flag(key), "true or false");
  }

  public Optional<BigDecimal> number(String key) {
    return typed(key, json.decimal(key), "a number");
  }

  public Optional<Integer> integer(String key) {
    return number(key)
        .map(
            found -> {
              try {
                return found.intValueExact();
              } catch (ArithmeticException tooMuch) {
                throw wrong(key, "a whole number");
              }
            });
  }

  public Optional<JsonObject> object(String key) {
    return typed(key, json.object(key), "an object");
  }

  /** The object under a key, to be read likewise. */
  public Optional<JsonFields> fields(String key) {
    return object(key).map(found -> new JsonFields(code, path(shown(key)), found));
  }

  /** The list of texts under a key. */
  public Optional<List<String>> texts(String key) {
    return list(key).map(items -> items.stream().map(item -> textAt(key, items, item)).toList());
  }

  private String textAt(String key, List<?> items, Object item) {
    if (item instanceof String text) {
      return text;
    }
    throw wrongItem(key, items.indexOf(item), item, "text");
  }

  /** The objects in the list under a key; none when it is missing. */
  public List<JsonFields> each(String key) {
    List<?> items = list(key).orElse(List.of());
    List<JsonFields> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof JsonObject found)) {
        throw wrongItem(key, i, items.get(i), "an object");
      }
      all.add(new JsonFields(code, "%s[%d]".formatted(path(key), i), found));
    }
    return all;
  }

  /**
   * As {@link #each(String)}, where a text may take the place of an object that has nothing else.
   *
   * @param shorthand the member that such a text is
   */
  public List<JsonFields> each(String key, String shorthand) {
    List<?> items = list(key).orElse(List.of());
    List<?> objects =
        items.stream()
            .map(item -> item instanceof String text ? JsonObject.of(shorthand, text) : item)
            .toList();
    return new JsonFields(code, path, json.with(key, objects)).each(key);
  }

  private Optional<List<?>> list(String key) {
    return typed(key, json.list(key), "a list");
  }

  /** One of an enum's constants, by its name in lower case. */
  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    return text(key).map(name -> choice(key, name, type));
  }

  /** As {@link #choice(String, Class)}, of a name that was read otherwise. */
  public <E extends Enum<E>> E choice(String key, String name, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> stored(constant).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    key, "expected one of %s, found %s".formatted(names(type), Text.quoted(name))));
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(JsonFields::stored)
        .collect(Collectors.joining(", "));
  }

  private static String stored(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads and makes a value: what the value itself refuses gets this object's path.
   *
   * @throws InvalidInputException as {@code making} does, with the path in front
   */
  public <T> T made(Supplier<T> making) {
    try {
      return making.get();
    } catch (Located refused) {
      throw refused;
    } catch (InvalidInputException refused) {
      throw new Located(refused.code(), path(refused.field()), refused.problem());
    }
  }

  /** As {@link #made(Supplier)}, out of what stands under one key. */
  public <T> T made(String key, Supplier<T> making) {
    try {
      return making.get();
    } catch (Located refused) {
      throw refused;
    } catch (InvalidInputException refused) {
      throw new Located(refused.code(), path(shown(key)), refused.problem());
    }
  }

  private <T> Optional<T> typed(String key, Optional<T> found, String expected) {
    if (found.isEmpty() && has(key)) {
      throw wrong(key, expected);
    }
    return found;
  }

  /** What to throw when something else than expected stands under a key. */
  public InvalidInputException wrong(String key, String expected) {
    return invalid(key, "expected %s, found %s".formatted(expected, json.describe(key)));
  }

  private InvalidInputException wrongItem(String key, int index, Object item, String expected) {
    return invalid(
        "%s[%d]".formatted(key, index),
        "expected %s, found %s".formatted(expected, JsonObject.of("item", item).describe("item")));
  }

  public InvalidInputException invalid(String key, String problem) {
    return new Located(code, path(shown(key)), problem);
  }

  private String path(String key) {
    if (path.isEmpty() || key.isEmpty()) {
      return path + key;
    }
    return path + "." + key;
  }
}
