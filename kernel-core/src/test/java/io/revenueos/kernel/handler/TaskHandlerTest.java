package io.revenueos.kernel.handler;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.Severity;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.action.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskHandlerTest {
  private static final TaskHandler HANDLER = new TaskHandler();
  private static final KernelAction ACTION =
      HandlerFixture.action(ActionType.TASK_CREATE, Target.Kind.LEAD);

  @Test
  void aTaskWithoutParametersIsTheReasonDueInADay() {
    assertThat(task(HandlerFixture.empty(), ACTION))
        .isEqualTo(
            new Task(
                new RowTarget(Target.of("lead", "X-1"), null),
                "event:7/test.reason/lead X-1",
                "Call them back",
                "",
                HandlerFixture.NOW.plus(Duration.ofHours(24)),
                Task.Priority.MEDIUM));
  }

  @Test
  void parametersSayTitleDescriptionAndWhen() {
    Task task =
        task(
            HandlerFixture.empty().row(null, null),
            ACTION.with("title", "Call").with("description", "Soon").with("due_in_hours", 4));

    assertThat(task.title()).isEqualTo("Call");
    assertThat(task.description()).isEqualTo("Soon");
    assertThat(task.dueAt()).isEqualTo(HandlerFixture.NOW.plus(Duration.ofHours(4)));
    assertThat(task.target().rowId()).contains(HandlerFixture.ROW);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 1800",
    "0.0001, 0",
    "0.00014, 1",
    "1.25, 4500",
    "-2, -7200",
    "87840, 316224000"
  })
  void hoursMayBeFractions(BigDecimal hours, long seconds) {
    assertThat(task(HandlerFixture.empty(), ACTION.with("due_in_hours", hours)).dueAt())
        .isEqualTo(HandlerFixture.NOW.plusSeconds(seconds));
  }

  @Test
  void hoursThatAreNoNumberOfAtMostTenYearsAreRefused() {
    for (Object wrong : List.of("4", true, 87_841, -87_841, new BigDecimal("1e300"))) {
      assertRefused(() -> task(HandlerFixture.empty(), ACTION.with("due_in_hours", wrong)))
          .withCode("invalid_action")
          .at("parameters.due_in_hours")
          .saying("expected hours as a number of at most ten years, found ");
    }
    assertRefused(() -> task(HandlerFixture.empty(), ACTION.with("due_in_hours", null)))
        .saying("found null");
  }

  @ParameterizedTest
  @CsvSource({"INFO, MEDIUM", "WARN, HIGH", "BLOCK, HIGH"})
  void whatIsLoudIsUrgent(Severity severity, Task.Priority priority) {
    assertThat(task(HandlerFixture.empty(), ACTION.severity(severity)).priority())
        .isEqualTo(priority);
  }

  @Test
  void aFollowUpIsATaskToo() {
    assertThat(HANDLER.types())
        .containsExactlyInAnyOrder(ActionType.TASK_CREATE, ActionType.FOLLOW_UP);
  }

  private static Task task(HandlerFixture fixture, KernelAction action) {
    return fixture.effect(HANDLER, action, Task.class);
  }
}
