package io.revenueos.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses production =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.revenueos.benchmarks");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.revenueos.benchmarks.(*)..").should().beFreeOfCycles().check(production);
  }

  @Test
  void theMeasuringKnowsNoContender() {
    noClasses()
        .that()
        .resideInAPackage("io.revenueos.benchmarks.load")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.revenueos.benchmarks.ceiling..",
            "io.revenueos.benchmarks.peer..",
            "io.revenueos.kernel..")
        .check(production);
  }
}
