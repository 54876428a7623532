package io.revenueos.kernel.jdbc;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every string constant of the artifact, found in its classes: all SQL there is, and a few more.
 */
final class SqlConstants {
  private SqlConstants() {}

  /** The classes of this artifact, tests left out. */
  static JavaClasses production() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(SqlConstants.class.getPackageName());
  }

  static Set<String> all() {
    Set<String> constants = new TreeSet<>();
    for (JavaClass type : production()) {
      Stream.of(type.reflect().getDeclaredFields())
          .filter(field -> field.getType() == String.class)
          .filter(field -> Modifier.isStatic(field.getModifiers()))
          .filter(field -> Modifier.isFinal(field.getModifiers()))
          .map(SqlConstants::value)
          .forEach(constants::add);
    }
    return constants;
  }

  private static String value(Field constant) {
    try {
      constant.setAccessible(true);
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
