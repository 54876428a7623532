package io.revenueos.kernel.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionStatusTest {
  @ParameterizedTest
  @CsvSource({
    // from, PENDING, COMPLETED, FAILED, DEAD, SKIPPED, LOGGED
    "PENDING,   false, true,  true,  true,  true,  false",
    "COMPLETED, false, false, false, false, false, false",
    "FAILED,    false, true,  true,  true,  true,  false",
    "DEAD,      true,  false, false, false, false, false",
    "SKIPPED,   false, false, false, false, false, false",
    "LOGGED,    false, false, false, false, false, false"
  })
  void onlyTheseTransitionsAreLegal(
      ActionStatus from,
      boolean pending,
      boolean completed,
      boolean failed,
      boolean dead,
      boolean skipped,
      boolean logged) {
    assertThat(from.mayBecome(ActionStatus.PENDING)).as("pending").isEqualTo(pending);
    assertThat(from.mayBecome(ActionStatus.COMPLETED)).as("completed").isEqualTo(completed);
    assertThat(from.mayBecome(ActionStatus.FAILED)).as("failed").isEqualTo(failed);
    assertThat(from.mayBecome(ActionStatus.DEAD)).as("dead").isEqualTo(dead);
    assertThat(from.mayBecome(ActionStatus.SKIPPED)).as("skipped").isEqualTo(skipped);
    assertThat(from.mayBecome(ActionStatus.LOGGED)).as("logged").isEqualTo(logged);
  }

  @Test
  void isStoredInLowerCase() {
    assertThat(ActionStatus.LOGGED.stored()).isEqualTo("logged");
    for (ActionStatus status : ActionStatus.values()) {
      assertThat(ActionStatus.ofStored(status.stored())).isEqualTo(status);
    }
  }
}
