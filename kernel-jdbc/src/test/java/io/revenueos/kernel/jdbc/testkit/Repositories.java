package io.revenueos.kernel.jdbc.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.revenueos.kernel.jdbc.TenantDatabase;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every repository of this artifact and every method of theirs, found in the classes: a suite that
 * goes by them reaches a new one without anyone remembering it.
 */
public final class Repositories {
  private Repositories() {}

  /** The public classes that are made of a {@link TenantDatabase}. */
  public static List<Class<?>> all() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(TenantDatabase.class.getPackageName())
            .stream()
            .map(JavaClass::reflect)
            .filter(Repositories::isRepository)
            .sorted(Comparator.comparing(Class::getName))
            .collect(Collectors.toList());
  }

  public static boolean isRepository(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && Stream.of(type.getDeclaredConstructors()).anyMatch(Repositories::isOfTables);
  }

  private static boolean isOfTables(Constructor<?> constructor) {
    return Modifier.isPublic(constructor.getModifiers())
        && constructor.getParameterCount() > 0
        && constructor.getParameterTypes()[0] == TenantDatabase.class;
  }

  public static List<Method> methods() {
    return all().stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .sorted(Comparator.comparing(Repositories::nameOf))
        .toList();
  }

  /** As in {@code Leads.update(TenantScope, LeadId, LeadDetails)}. */
  public static String nameOf(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(
            Collectors.joining(
                ", ",
                method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(",
                ")"));
  }
}
