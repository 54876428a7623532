package io.revenueos.cmo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Figures are computed from what is given, and by nothing else. */
class ArchitectureTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.revenueos.cmo");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.revenueos.(cmo..)").should().beFreeOfCycles().check(PRODUCTION);
  }

  @Test
  void figuresDependOnNoClockAndNoChance() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.revenueos.cmo.scoring", "io.revenueos.cmo.experiment", "io.revenueos.cmo.numbers")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io", "java.net..", "java.nio.file..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.time.Clock.class,
            java.util.Random.class,
            java.util.SplittableRandom.class,
            java.util.concurrent.ThreadLocalRandom.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(PRODUCTION);
  }
}
