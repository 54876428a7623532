package io.revenueos.kernel.jdbc.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.revenueos.kernel.jdbc.TenantDatabase;
import io.revenueos.kernel.tenant.TenantScope;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every repository of an artifact and every method of theirs, found in the classes: a suite that
 * goes by them reaches a new one without anyone remembering it.
 */
public final class Repositories {
  private static final Map<String, List<Method>> FOUND = new ConcurrentHashMap<>();

  private Repositories() {}

  /**
   * The methods of the public classes that are made of a {@link TenantDatabase} and take scopes,
   * and every other public method that takes a scope or such a database; by name.
   *
   * @param packageName theirs; those below it belong to it
   */
  public static List<Method> methods(String packageName) {
    return FOUND.computeIfAbsent(packageName, Repositories::found);
  }

  private static List<Method> found(String packageName) {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(packageName)
            .stream()
            .map(JavaClass::reflect)
            .filter(type -> Modifier.isPublic(type.getModifiers()))
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(Repositories::isOfARepository)
            .sorted(Comparator.comparing(Repositories::nameOf))
            .toList();
  }

  private static boolean isOfARepository(Method method) {
    if (!isPublic(method) || method.isSynthetic() || Modifier.isAbstract(method.getModifiers())) {
      return false;
    }
    Class<?> type = method.getDeclaringClass();
    if (isRepository(type)) {
      return !isFactory(method);
    }
    return takes(method, TenantScope.class) || takes(method, TenantDatabase.class);
  }

  /** Whether a class is made of a {@link TenantDatabase} and takes scopes. */
  public static boolean isRepository(Class<?> type) {
    boolean isMadeOfTables =
        Stream.of(type.getDeclaredConstructors()).anyMatch(Repositories::isOfTables)
            || Stream.of(type.getDeclaredMethods()).anyMatch(Repositories::isFactory);
    boolean takesScopes =
        Stream.of(type.getDeclaredMethods())
            .anyMatch(method -> isPublic(method) && takes(method, TenantScope.class));
    if (isMadeOfTables && takesScopes && type.getSuperclass() != Object.class) {
      throw new AssertionError(type + " inherits methods, which nobody would find");
    }
    return Modifier.isPublic(type.getModifiers()) && isMadeOfTables && takesScopes;
  }

  /** Whether a method makes what it belongs to, of a {@link TenantDatabase}. */
  static boolean isFactory(Method method) {
    return Modifier.isStatic(method.getModifiers())
        && method.getReturnType() == method.getDeclaringClass()
        && isOfTables(method);
  }

  private static boolean isOfTables(Executable making) {
    return isPublic(making)
        && making.getParameterCount() > 0
        && making.getParameterTypes()[0] == TenantDatabase.class
        && !takes(making, TenantScope.class);
  }

  private static boolean isPublic(Executable method) {
    return Modifier.isPublic(method.getModifiers());
  }

  /** Whether one of a method's parameters is of a type. */
  static boolean takes(Executable method, Class<?> type) {
    return List.of(method.getParameterTypes()).contains(type);
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
