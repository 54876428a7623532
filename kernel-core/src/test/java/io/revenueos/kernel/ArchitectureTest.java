package io.revenueos.kernel;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.revenueos.kernel.store.DeadLetters;
import io.revenueos.kernel.store.EventQueue;
import io.revenueos.kernel.store.Journal;
import io.revenueos.kernel.store.StepQueue;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom inside this artifact, and who may do what. */
class ArchitectureTest {
  private static final String ROOT = "io.revenueos.kernel";
  private static final String GATE = ROOT + ".internal.Gate";
  private static final JavaClasses KERNEL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** Each package and all that it may import of the kernel; the root may import everything. */
  private static final Map<String, Set<String>> IMPORTS =
      Map.ofEntries(
          entry("error", Set.of()),
          entry("json", Set.of("error")),
          entry("money", Set.of("error")),
          entry("tenant", Set.of("error", "json")),
          entry("event", Set.of("error", "json", "tenant")),
          entry("action", Set.of("error", "json", "tenant", "event")),
          entry("agent", Set.of("error", "json", "money", "tenant", "event", "action")),
          entry("handler", Set.of("error", "json", "tenant", "event", "action")),
          entry("policy", Set.of("error", "json", "tenant", "event", "action")),
          entry(
              "module",
              Set.of("error", "json", "money", "tenant", "event", "action", "policy", "agent")),
          entry(
              "store",
              Set.of("error", "json", "money", "tenant", "event", "action", "policy", "agent")),
          entry("runtime", Set.of("error", "json", "tenant", "event", "action", "store")),
          entry(
              "internal",
              Set.of(
                  "error", "json", "money", "tenant", "event", "action", "policy", "agent",
                  "module", "store", "runtime")));

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    Set<String> found = new TreeSet<>();
    KERNEL.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> !name.equals(ROOT))
        .forEach(name -> found.add(name.substring(ROOT.length() + 1)));

    assertThat(found).isEqualTo(new TreeSet<>(IMPORTS.keySet()));
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(KERNEL);
  }

  static Stream<String> packages() {
    return IMPORTS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyThoseAboveIt(String name) {
    List<String> allowed =
        Stream.concat(Stream.of(name), IMPORTS.getOrDefault(name, Set.of()).stream())
            .map(other -> ROOT + "." + other)
            .toList();
    DescribedPredicate<JavaClass> below =
        resideInAPackage(ROOT + "..")
            .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new))));

    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name)
        .should()
        .dependOnClassesThat(below)
        .check(KERNEL);
  }

  @Test
  void onlyTheJsonPackageKnowsJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(KERNEL);
  }

  @Test
  void onlyTheGateKnowsResilience4j() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(GATE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.resilience4j..")
        .check(KERNEL);
  }

  @Test
  void noTypeOfAnotherLibraryIsPartOfTheKernelButSlf4jAndJspecify() {
    classes()
        .that()
        .resideOutsideOfPackage(ROOT + ".json")
        .and()
        .doNotHaveFullyQualifiedName(GATE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + "..", "java..", "org.slf4j..", "org.jspecify..")
        .check(KERNEL);
  }

  @Test
  void thereIsNoDatabaseNetworkOrFileInTheKernel() {
    noClasses()
        .should()
        .dependOnClassesThat(
            // A URI is a name; nothing is fetched from it.
            resideInAnyPackage("java.sql..", "javax.sql..", "java.net..", "javax.net..")
                .and(DescribedPredicate.not(type(URI.class))))
        .check(KERNEL);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".module.ModuleManifest")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..")
        .check(KERNEL);
  }

  @Test
  void decisionsAndEffectsAreWrittenInOnePlace() {
    assertThat(callers(Journal.class, "record")).containsExactly("Manner");
  }

  @Test
  void anActionMovesOnOnlyWhereItsOutcomeIsWritten() {
    assertThat(callers(Journal.class, "updateAction"))
        .containsExactly("ActionWriter", "Manner", "Operations", "StepOutcomes");
  }

  @Test
  void theQueuesChangeOnlyWhereWorkEndsOrAnOperatorSaysSo() {
    assertThat(callers(EventQueue.class, "add|remove")).containsExactly("Operations");
    assertThat(callers(StepQueue.class, "add|remove|release"))
        .containsExactly("Operations", "StepOutcomes");
    assertThat(callers(DeadLetters.class, "add|replace|remove|addAttempt"))
        .containsExactly("Operations");
  }

  /** Who calls a port's methods, outside the store that implements it. */
  private static Set<String> callers(Class<?> port, String methods) {
    return KERNEL.stream()
        .filter(caller -> !caller.getPackageName().equals(ROOT + ".store"))
        .flatMap(caller -> caller.getMethodCallsFromSelf().stream())
        .filter(call -> call.getTargetOwner().isEquivalentTo(port))
        .filter(call -> call.getName().matches(methods))
        .map(call -> outermost(call.getOriginOwner()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String outermost(JavaClass origin) {
    return origin
        .getEnclosingClass()
        .map(ArchitectureTest::outermost)
        .orElse(origin.getSimpleName());
  }

  @Test
  void timeComesFromTheClockTheBuilderWasGiven() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(KernelBuilder.class.getName())
        .should()
        .callMethodWhere(
            target(owner(resideInAPackage("java.time"))).and(target(nameMatching("now"))))
        .orShould()
        .callMethodWhere(
            target(
                    owner(
                        DescribedPredicate.describe("a clock", c -> c.isEquivalentTo(Clock.class))))
                .and(target(nameMatching("system.*|tick.*"))))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(KERNEL);
  }

  @Test
  void onlyTheKernelAndItsMachineryMeasureSpansByTheMachinesOwnTime() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".internal")
        .should()
        .callMethod(System.class, "nanoTime")
        .check(KERNEL);
  }

  @Test
  void nothingIsPrinted() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(KERNEL);
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveNameMatching(".*(Utils?|Helper|Manager|Base)")
        .check(KERNEL);
  }

  @Test
  void noStaticStateChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .check(KERNEL);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(KERNEL.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allMatch(ArchitectureTest::isNullMarked);
  }

  private static boolean isNullMarked(JavaPackage javaPackage) {
    return javaPackage
        .tryGetPackageInfo()
        .filter(info -> info.isAnnotatedWith(NullMarked.class))
        .isPresent();
  }
}
