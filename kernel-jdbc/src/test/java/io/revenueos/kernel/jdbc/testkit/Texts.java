package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.secret.Secret;
import io.revenueos.kernel.json.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The places in a value where text stands, or could. */
public final class Texts {
  private static final List<Class<?>> WITHOUT_TEXT =
      List.of(Number.class, Boolean.class, Enum.class, UUID.class, Temporal.class, Currency.class);

  private Texts() {}

  /**
   * A place, and a value that has a text there.
   *
   * @param value throws an {@link InvalidInputException} when such a value refuses to be
   */
  public record Variant(String path, Supplier<Object> value) {
    Variant under(String place) {
      return new Variant(place + path, value);
    }
  }

  /**
   * For every place in a sample the sample with a text there.
   *
   * @param type as it is declared
   * @throws AssertionError when there may be places that the sample does not show
   */
  public static List<Variant> variants(Type type, @Nullable Object sample, String text) {
    Class<?> raw = raw(type, sample);
    if (raw == String.class) {
      return List.of(new Variant("", () -> text));
    } else if (raw == Secret.class) {
      return List.of(new Variant("/secret", () -> Secret.of(text)));
    } else if (raw == JsonObject.class) {
      return List.of(
          new Variant("/value", () -> JsonObject.of("list", List.of(Map.of("k", text)))),
          new Variant("/key", () -> JsonObject.of(text, 1)));
    } else if (raw == List.class) {
      return ofList(((ParameterizedType) type).getActualTypeArguments()[0], sample, text);
    } else if (raw.isRecord()) {
      return ofRecord(raw, sample, text);
    } else if (raw.isPrimitive()
        || WITHOUT_TEXT.stream().anyMatch(it -> it.isAssignableFrom(raw))) {
      return List.of();
    }
    throw new AssertionError("where may there be text in a " + type + "?");
  }

  /** Of what a type variable stands for, the sample's. */
  private static Class<?> raw(Type type, @Nullable Object sample) {
    if (type instanceof Class<?> plain) {
      return plain;
    } else if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    } else if (type instanceof TypeVariable<?>) {
      return sample == null ? Void.TYPE : sample.getClass();
    }
    throw new AssertionError("what is a " + type + "?");
  }

  private static List<Variant> ofList(Type items, @Nullable Object sample, String text) {
    if (items == String.class) {
      return List.of(
          new Variant("[0]", () -> List.of(text)),
          new Variant("[1]", () -> List.of("first", text, "{a,\"b\",NULL}")));
    } else if (!(items instanceof Class<?> type)) {
      // Whatever JSON can hold.
      return List.of(
          new Variant("[0]", () -> List.of(text)),
          new Variant("[0]/value", () -> List.of(Map.of("k", List.of(text)))),
          new Variant("[0]/key", () -> List.of(Map.of(text, 1))));
    } else if (sample instanceof List<?> list && !list.isEmpty()) {
      return variants(type, list.get(0), text).stream()
          .map(item -> new Variant("[0]" + item.path(), () -> withFirst(list, item)))
          .toList();
    }
    throw new AssertionError("a sample of a list of %s has one".formatted(items));
  }

  private static List<Object> withFirst(List<?> list, Variant first) {
    List<Object> changed = new ArrayList<>(list);
    changed.set(0, first.value().get());
    return changed;
  }

  private static List<Variant> ofRecord(Class<?> type, @Nullable Object sample, String text) {
    RecordComponent[] components = type.getRecordComponents();
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      int place = i;
      Object part = sample == null ? null : Records.read(components[i], sample);
      for (Variant inner : variants(components[i].getGenericType(), part, text)) {
        if (sample == null && components.length > 1) {
          throw new AssertionError("a sample has a %s, where text stands".formatted(type));
        }
        variants.add(
            new Variant(
                "." + components[i].getName() + inner.path(),
                () -> rebuilt(type, sample, place, inner.value().get())));
      }
    }
    return variants;
  }

  private static Object rebuilt(Class<?> type, @Nullable Object sample, int place, Object part) {
    List<@Nullable Object> parts = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      parts.add(sample == null ? null : Records.read(component, sample));
    }
    parts.set(place, part);
    return Records.of(type, parts);
  }

  /** Every text in a value, secrets and the keys of JSON included. */
  public static Set<String> in(@Nullable Object value) {
    Set<String> found = new HashSet<>();
    collect(value, found);
    return found;
  }

  private static void collect(@Nullable Object value, Set<String> found) {
    if (value instanceof String text) {
      found.add(text);
    } else if (value instanceof Secret secret) {
      found.add(secret.reveal());
    } else if (value instanceof Record) {
      Stream.of(value.getClass().getRecordComponents())
          .forEach(component -> collect(Records.read(component, value), found));
    } else {
      Optional<Iterable<?>> parts = parts(value);
      if (parts.isPresent()) {
        parts.get().forEach(part -> collect(part, found));
      } else if (value != null) {
        found.add(value.toString());
      }
    }
  }

  private static Optional<Iterable<?>> parts(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return Optional.of(optional.stream().toList());
    } else if (value instanceof JsonObject object) {
      return parts(object.members());
    } else if (value instanceof Map<?, ?> map) {
      return Optional.of(map.entrySet().stream().flatMap(Texts::ofEntry).toList());
    }
    return value instanceof Iterable<?> parts ? Optional.of(parts) : Optional.empty();
  }

  private static Stream<?> ofEntry(Map.Entry<?, ?> entry) {
    return Stream.of(Optional.of(entry.getKey()), Optional.ofNullable(entry.getValue()));
  }
}
