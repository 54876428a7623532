package io.revenueos.kernel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.testkit.PolicySamples.AsksAnInterface;
import io.revenueos.kernel.testkit.PolicySamples.AsksByInheritance;
import io.revenueos.kernel.testkit.PolicySamples.AsksByReference;
import io.revenueos.kernel.testkit.PolicySamples.AsksInALambda;
import io.revenueos.kernel.testkit.PolicySamples.AsksInAStaticInitializer;
import io.revenueos.kernel.testkit.PolicySamples.HandsOutAFunction;
import io.revenueos.kernel.testkit.PolicySamples.HasADoorman;
import io.revenueos.kernel.testkit.PolicySamples.HiresAWorker;
import io.revenueos.kernel.testkit.PolicySamples.IsGivenBehaviour;
import io.revenueos.kernel.testkit.PolicySamples.OpensEveryDoor;
import io.revenueos.kernel.testkit.PolicySamples.TakesTheHarmlessHalf;
import io.revenueos.kernel.testkit.PolicySamples.UsesKernelValues;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesCannotActTest {
  private static final String[] FORBIDDEN = {
    "java.io.File",
    "java.lang.Math.random",
    "java.lang.System.currentTimeMillis",
    "java.lang.System.getenv",
    "java.lang.System.nanoTime",
    "java.lang.System.out",
    "java.lang.Thread",
    "java.net.URI",
    "java.nio.file.Files",
    "java.nio.file.Path",
    "java.sql.DriverManager",
    "java.time.Clock",
    "java.time.Instant.now",
    "java.time.LocalDate.now",
    "java.util.Random",
    "java.util.UUID.randomUUID",
    "javax.sql.DataSource"
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("io.revenueos.kernel");

  @ParameterizedTest
  @ValueSource(classes = {OpensEveryDoor.class, HasADoorman.class})
  void findsEveryForbiddenApi(Class<? extends Policy> offender) {
    for (String api : FORBIDDEN) {
      assertThat(offencesOf(offender)).anyMatch(offence -> offence.contains("reaches " + api));
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        AsksInALambda.class,
        AsksByReference.class,
        AsksAnInterface.class,
        AsksInAStaticInitializer.class,
        HandsOutAFunction.class,
        AsksByInheritance.class,
        HiresAWorker.class
      })
  void findsTheWayRound(Class<? extends Policy> offender) {
    assertThat(offencesOf(offender))
        .anyMatch(
            offence -> offence.matches(".* reaches java\\.(time\\.Instant|lang\\.Thread)\\b.*"));
  }

  @Test
  void findsBehaviourThatItCannotFollow() {
    assertThat(offencesOf(IsGivenBehaviour.class))
        .singleElement()
        .asString()
        .contains("java.util.function.Supplier, which may do anything");
  }

  @ParameterizedTest
  @ValueSource(classes = {UsesKernelValues.class, TakesTheHarmlessHalf.class})
  void letsPass(Class<? extends Policy> innocent) {
    assertThat(offencesOf(innocent)).isEmpty();
  }

  @Test
  void namesTheWay() {
    assertThat(offencesOf(AsksByInheritance.class))
        .containsExactly(
            AsksByInheritance.class.getName()
                + " reaches java.time.Instant.now by TellsTime.answer -> Hours.up -> Hours.now");
  }

  @Test
  void noPolicyIsNoProof() {
    assertThatThrownBy(() -> PoliciesCannotAct.check("io.revenueos.kernel.testkit"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("failed to check any classes");
  }

  private static Collection<String> offencesOf(Class<? extends Policy> policy) {
    return PoliciesCannotAct.offencesOf(CLASSES.get(policy));
  }
}
