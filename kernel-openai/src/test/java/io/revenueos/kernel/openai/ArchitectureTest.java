package io.revenueos.kernel.openai;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the adapter knows, and what of it a host sees. */
class ArchitectureTest {
  private static final String ROOT = "io.revenueos.kernel.openai";
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void itKnowsThePortAndOpenAiAndNothingElseOfTheKernel() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT,
            "io.revenueos.kernel.agent",
            "io.revenueos.kernel.action",
            "io.revenueos.kernel.error",
            "io.revenueos.kernel.json",
            "com.openai..",
            "io.github.resilience4j.circuitbreaker..",
            "java..",
            "javax.net.ssl..",
            "org.jspecify.annotations..")
        .check(PRODUCTION);
  }

  @Test
  void aHostSeesTheseClassesAndNoneOfOpenAis() {
    Set<JavaClass> visible =
        PRODUCTION.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .collect(Collectors.toSet());

    assertThat(visible.stream().map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "AnswerForm",
            "Dialect",
            "OpenAiModel",
            "OpenAiModelBuilder",
            "Provider",
            "ShippedPrices");
    assertThat(
            visible.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(
                    method ->
                        java.util.stream.Stream.concat(
                            method.getRawParameterTypes().stream(),
                            java.util.stream.Stream.of(method.getRawReturnType()))))
        .noneMatch(type -> type.getPackageName().startsWith("com.openai"));
  }

  @Test
  void whatWentWrongIsSaidInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".ProviderErrors")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.openai.errors..")
        .check(PRODUCTION);
  }

  @Test
  void nothingIsLoggedOrPrinted() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(PRODUCTION);
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
        .check(PRODUCTION);
  }
}
