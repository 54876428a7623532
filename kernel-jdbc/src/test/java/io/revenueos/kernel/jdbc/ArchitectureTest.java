package io.revenueos.kernel.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.revenueos.kernel.jdbc.testkit.KernelFamily;
import io.revenueos.kernel.jdbc.testkit.Repositories;
import io.revenueos.kernel.tenant.TenantScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** The store's borders, and the rule that SQL is written down and never made. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/io/revenueos/kernel/jdbc");
  private static final Set<String> HARMLESS = Set.of("createQuery", "createUpdate", "close");
  private static final Set<String> STATEMENTS =
      Set.of("createStatement", "prepareStatement", "prepareCall", "nativeSQL");

  /** Where there are repositories, and the values that they give and take. */
  private static final Set<String> REPOSITORIES =
      Set.of(
          "io.revenueos.kernel.jdbc.crm",
          "io.revenueos.kernel.jdbc.channels",
          "io.revenueos.kernel.jdbc.agents",
          "io.revenueos.kernel.jdbc.analytics");

  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\.(?:createQuery|createUpdate|query|update|insert|newestFirst|soonestFirst)\\(\\s*([^,)\\s]*)");

  /** What looks like a statement and is not: a call of a table's own method. */
  private static final Set<String> ROUND_TRIPS = Set.of("trip", "handle", "session.handle(");

  /** Parameters and choices that hold one of a class's constants, and what puts them together. */
  private static final Set<String> CHOSEN_CONSTANTS =
      Set.of(
          "EffectTable.java insert",
          "EffectTable.java insertNew",
          "EffectTable.java selectByActions",
          "EventInserts.java statement",
          "LoneEventInsert.java statement",
          "OpenWork.java choice(OLDEST",
          "OpenWork.java choice(OWNER",
          "OpenWork.java choice(DUE_PARTITIONS",
          "OpenWork.java query",
          "RoundTrip.java statement",
          "StatsQueries.java query",
          "StepsTable.java free",
          "TenantSession.java sql");

  private final JavaClasses production = SqlConstants.production();

  @Test
  void theStoreKnowsThePortAndItsValuesAndNothingElseOfTheKernel() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.revenueos.kernel.jdbc..",
            "io.revenueos.kernel.error",
            "io.revenueos.kernel.json",
            "io.revenueos.kernel.money",
            "io.revenueos.kernel.tenant",
            "io.revenueos.kernel.event",
            "io.revenueos.kernel.action",
            "io.revenueos.kernel.agent",
            "io.revenueos.kernel.policy",
            "io.revenueos.kernel.store",
            "java..",
            "javax.crypto..",
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
    assertThat(publicTypes().filter(type -> !isOfRepositories(type)).map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "Change",
            "Changes",
            "Count",
            "Database",
            "Finding",
            "IsolationCheck",
            "JdbcHostTransaction",
            "JdbcKernelStore",
            "JdbcStoreException",
            "JsonFields",
            "KernelSchema",
            "Membership",
            "PooledDatabase",
            "Reader",
            "Prepared",
            "ProvisioningStep",
            "RegistrationPlan",
            "Result",
            "Row",
            "RowCheck",
            "SchemaException",
            "SchemaPart",
            "Secret",
            "SecretBox",
            "SecretException",
            "SecretKeys",
            "TenantAccount",
            "TenantDatabase",
            "TenantPlan",
            "TenantProvisioning",
            "TenantSession",
            "TimeKey",
            "UserPlan",
            "WorkspacePlan");
  }

  @Test
  void besideThemAreRepositoriesAndTheirValues() {
    assertThat(publicTypes().filter(ArchitectureTest::isOfRepositories))
        .hasSizeGreaterThan(40)
        .allMatch(type -> type.getModifiers().contains(JavaModifier.FINAL), "is final")
        .allMatch(
            type -> type.isRecord() || type.isEnum() || Repositories.isRepository(type.reflect()),
            "is a repository or a value");
  }

  private Stream<JavaClass> publicTypes() {
    return production.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static boolean isOfRepositories(JavaClass type) {
    return REPOSITORIES.contains(type.getPackageName());
  }

  @Test
  void everyMethodOfARepositoryTakesAScopeFirst() {
    assertThat(new KernelFamily().methods())
        .hasSizeGreaterThan(50)
        .allMatch(
            method ->
                method.getParameterCount() > 0
                    && method.getParameterTypes()[0] == TenantScope.class);
  }

  @Test
  void aRepositoryReachesRowsThroughTheTablesOfItsTenantOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(REPOSITORIES.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Handle.class, Connection.class, DataSource.class)
        .check(production);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.revenueos.kernel.(jdbc..)").should().beFreeOfCycles().check(production);
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
          .map(call -> call.group(1))
          .filter(argument -> !ROUND_TRIPS.contains(argument))
          .map(argument -> source.getFileName() + " " + argument)
          .forEach(arguments::add);
    }
    assertThat(arguments).hasSizeGreaterThan(150).containsAll(CHOSEN_CONSTANTS);
    assertThat(arguments)
        .allMatch(
            argument ->
                argument.matches(".* ([A-Z][A-Za-z]+[.])?[A-Z_0-9]+")
                    || CHOSEN_CONSTANTS.contains(argument));
  }

  @Test
  void onlyARoundTripGoesPastJdbiToWhatTenantsOwn() {
    assertThat(
            production.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(Connection.class))
                .filter(call -> STATEMENTS.contains(call.getName()))
                .map(call -> call.getOriginOwner().getSimpleName()))
        .containsOnly(
            "RoundTrip",
            "PostgresListener",
            "KernelSchema",
            "RequiredTable",
            "Database",
            "AppRole",
            // These look from outside, with nothing of the store's, and only read.
            "IsolationCheck",
            "PolicyChecks",
            "RowChecks");
  }

  private static Set<Path> sources() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
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
