package io.revenueos.kernel.jdbc.testkit;

import io.revenueos.kernel.error.InvalidInputException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records taken apart and put together. */
final class Records {
  private static final String OPTIONAL = "OrNull";

  private Records() {}

  static @Nullable Object read(RecordComponent component, Object value) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(component.toString(), impossible);
    }
  }

  /**
   * @throws InvalidInputException when the record refuses to be
   */
  static Object of(Class<?> type, List<? extends @Nullable Object> parts) {
    Class<?>[] types =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts.toArray());
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof InvalidInputException invalid) {
        throw invalid;
      }
      throw new AssertionError(type.toString(), refused);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(type.toString(), impossible);
    }
  }

  /** A value without what may be left out in records. */
  static Object bare(Object value) {
    if (value instanceof List<?> items) {
      return items.stream().map(Records::bare).toList();
    } else if (!value.getClass().isRecord()) {
      return value;
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object part = component.getName().endsWith(OPTIONAL) ? null : read(component, value);
      parts.add(part == null ? null : bare(part));
    }
    return of(value.getClass(), parts);
  }
}
