package io.revenueos.kernel.action;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.testkit.TestEvents;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionValuesTest {
  private static final Reason REASON = new Reason("test.reason", "because");

  @ParameterizedTest
  @ValueSource(strings = {"", "task", "1TASK", "TASK CREATE", "TASK-CREATE"})
  void anActionTypeIsAnUpperCaseName(String name) {
    assertRefused(() -> new ActionType(name)).at("action_type").withCode("invalid_action");
  }

  @Test
  void aTargetIsOneOfTheKnownKindsWithAnIdOfAnyForm() {
    assertThat(Target.of("deal", "D/4 2")).isEqualTo(Target.of(Target.Kind.DEAL, "D/4 2"));
    assertThat(Target.of("deal", "D-1")).hasToString("deal D-1");
    assertRefused(() -> Target.of("Deal", "D-1"))
        .at("target.kind")
        .saying("expected deal, invoice, account", "found \"Deal\"");
    assertRefused(() -> Target.of(Target.Kind.DEAL, " ")).at("target.id");
    for (Target.Kind kind : Target.Kind.values()) {
      assertThat(Target.Kind.ofStored(kind.stored())).isEqualTo(kind);
    }
  }

  @Test
  void aReasonHasACodeForMachinesAndASentenceForPeople() {
    assertRefused(() -> new Reason("", "because")).at("reason_code");
    assertRefused(() -> new Reason("code", "a\0")).at("reason_text");
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, AUTOMATIC",
    "false, false, AFTER_APPROVAL",
    "true, true, AFTER_OVERRIDE",
    "false, true, AFTER_OVERRIDE"
  })
  void executionReadsTheContractsTwoFlags(boolean auto, boolean override, Execution expected) {
    assertThat(Execution.of(auto, override)).isEqualTo(expected);
  }

  @Test
  void executionWritesFlagsThatReadBack() {
    for (Execution execution : Execution.values()) {
      assertThat(Execution.of(execution.autoExecute(), execution.overrideRequired()))
          .isEqualTo(execution);
    }
  }

  @Test
  void anActionIsChangedByCopies() {
    KernelAction action = KernelAction.of(ActionType.TASK_CREATE, Target.of("deal", "D-1"), REASON);
    KernelAction changed =
        action.severity(Severity.WARN).execution(Execution.AFTER_APPROVAL).with("title", "Call");

    assertThat(action.severity()).isEqualTo(Severity.INFO);
    assertThat(action.execution()).isEqualTo(Execution.AUTOMATIC);
    assertThat(changed.severity()).isEqualTo(Severity.WARN);
    assertThat(changed.execution()).isEqualTo(Execution.AFTER_APPROVAL);
    assertThat(changed.parameters()).isEqualTo(JsonObject.of("title", "Call"));
    assertThat(Severity.ofStored("block")).isEqualTo(Severity.BLOCK);
  }

  @Test
  void anEffectKeyIsTheSameOnEveryMachine() {
    ActionContext context =
        new ActionContext(
            new EventId(1234567),
            TestEvents.event().build(),
            Instant.EPOCH,
            target -> Optional.empty());
    KernelAction action = KernelAction.of(ActionType.NOOP, Target.of("deal", "D-1"), REASON);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(context.effectKey(action)).isEqualTo("event:1234567/test.reason/deal D-1");
    } finally {
      Locale.setDefault(before);
    }
  }
}
