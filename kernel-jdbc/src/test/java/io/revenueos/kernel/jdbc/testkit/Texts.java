package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.error.InvalidInputException;
import io.revenueos.kernel.jdbc.secret.Secret;
import io.revenueos.kernel.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The places in a value where text stands, or could. */
public final class Texts {
  private Texts() {}

  /**
   * A place, and a value that has a text there.
   *
   * @param value throws an {@link InvalidInputException} when such a value refuses to be
   */
  public record Variant(String path, Supplier<Object> value) {}

  /** For every place in a sample the sample with a text there. */
  public static List<Variant> variants(Class<?> type, @Nullable Object sample, String text) {
    if (type == String.class) {
      return List.of(new Variant("", () -> text));
    } else if (type == Secret.class) {
      return List.of(new Variant("", () -> Secret.of(text)));
    } else if (type == JsonObject.class) {
      return List.of(
          new Variant("/value", () -> JsonObject.of("list", List.of(Map.of("k", text)))),
          new Variant("/key", () -> JsonObject.of(text, 1)));
    } else if (type == List.class) {
      return List.of(new Variant("[0]", () -> List.of(text)));
    } else if (type.isRecord()) {
      return ofRecord(type, sample, text);
    }
    return List.of();
  }

  private static List<Variant> ofRecord(Class<?> type, @Nullable Object sample, String text) {
    RecordComponent[] components = type.getRecordComponents();
    boolean canBeMade = sample != null || components.length == 1;
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; canBeMade && i < components.length; i++) {
      int place = i;
      Object part = sample == null ? null : read(components[i], sample);
      for (Variant inner : variants(components[i].getType(), part, text)) {
        variants.add(
            new Variant(
                "." + components[i].getName() + inner.path(),
                () -> rebuilt(type, sample, place, inner.value().get())));
      }
    }
    return variants;
  }

  private static @Nullable Object read(RecordComponent component, Object sample) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(sample);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(component.toString(), impossible);
    }
  }

  private static Object rebuilt(Class<?> type, @Nullable Object sample, int place, Object part) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    List<@Nullable Object> parts = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      parts.add(i == place || sample == null ? part : read(components[i], sample));
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(parts.toArray());
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof InvalidInputException invalid) {
        throw invalid;
      }
      throw new AssertionError(type.toString(), refused);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(type.toString(), impossible);
    }
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
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(part -> collect(part, found));
    } else if (value instanceof Iterable<?> parts) {
      parts.forEach(part -> collect(part, found));
    } else if (value instanceof JsonObject object) {
      found.addAll(object.keys());
      object.members().values().forEach(part -> collect(part, found));
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        collect(read(component, value), found);
      }
    } else if (value != null) {
      found.add(value.toString());
    }
  }
}
