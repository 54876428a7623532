package io.revenueos.kernel.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** The store's borders, and the rule that SQL is written down and never made. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/io/revenueos/kernel/jdbc");
  private static final Set<String> HARMLESS = Set.of("createQuery", "createUpdate");
  private static final Pattern STATEMENT =
      Pattern.compile("\\.create(?:Query|Update)\\(\\s*([^)\\s]*)\\s*\\)");

  /** Parameters that hold one of a class's constants, chosen by a switch or a caller beside it. */
  private static final Set<String> CHOSEN_CONSTANTS =
      Set.of(
          "EffectTable.java insert",
          "EffectTable.java selectByActions",
          "DirectoryQueries.java query",
          "StatsQueries.java query",
          "TenantsTable.java statement");

  private final JavaClasses production = SqlConstants.production();

  @Test
  void theStoreKnowsThePortAndItsValuesAndNothingElseOfTheKernel() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.revenueos.kernel.jdbc",
            "io.revenueos.kernel.error",
            "io.revenueos.kernel.json",
            "io.revenueos.kernel.tenant",
            "io.revenueos.kernel.event",
            "io.revenueos.kernel.action",
            "io.revenueos.kernel.policy",
            "io.revenueos.kernel.store",
            "java..",
            "javax.sql..",
            "org.jdbi.v3.core..",
            "org.flywaydb.core..",
            "com.zaxxer.hikari..",
            "org.slf4j..",
            "org.jspecify.annotations..")
        .check(production);
  }

  @Test
  void aHostSeesTheseClassesOnly() {
    assertThat(
            production.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "Database",
            "JdbcKernelStore",
            "JdbcStoreException",
            "KernelSchema",
            "PooledDatabase",
            "SchemaException");
  }

  @Test
  void statementsAreMadeByQueriesAndUpdatesOnly() {
    assertThat(
            production.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(Handle.class))
                .filter(call -> !HARMLESS.contains(call.getName())))
        .isEmpty();
  }

  @Test
  void everyStatementIsAConstantOfItsClass() {
    Set<String> arguments = new TreeSet<>();
    for (Path source : sources()) {
      STATEMENT
          .matcher(text(source))
          .results()
          .map(MatchResult::group)
          .map(call -> call.replaceAll(".*\\(\\s*|\\s*\\)", ""))
          .map(argument -> source.getFileName() + " " + argument)
          .forEach(arguments::add);
    }
    assertThat(arguments).hasSizeGreaterThan(20).containsAll(CHOSEN_CONSTANTS);
    assertThat(arguments)
        .allMatch(
            argument -> argument.matches(".* [A-Z_]+") || CHOSEN_CONSTANTS.contains(argument));
  }

  private static Set<Path> sources() {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
