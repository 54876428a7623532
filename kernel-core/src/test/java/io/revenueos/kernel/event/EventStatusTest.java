package io.revenueos.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventStatusTest {
  @ParameterizedTest
  @CsvSource({
    // from, PENDING, PROCESSING, COMPLETED, FAILED, DEAD
    "PENDING,    false, true,  true,  true,  true",
    "PROCESSING, true,  false, true,  true,  true",
    "COMPLETED,  false, false, false, false, false",
    "FAILED,     false, true,  true,  true,  true",
    "DEAD,       true,  false, false, false, false"
  })
  void onlyTheseTransitionsAreLegal(
      EventStatus from,
      boolean pending,
      boolean processing,
      boolean completed,
      boolean failed,
      boolean dead) {
    assertThat(from.mayBecome(EventStatus.PENDING)).as("pending").isEqualTo(pending);
    assertThat(from.mayBecome(EventStatus.PROCESSING)).as("processing").isEqualTo(processing);
    assertThat(from.mayBecome(EventStatus.COMPLETED)).as("completed").isEqualTo(completed);
    assertThat(from.mayBecome(EventStatus.FAILED)).as("failed").isEqualTo(failed);
    assertThat(from.mayBecome(EventStatus.DEAD)).as("dead").isEqualTo(dead);
  }

  @ParameterizedTest
  @EnumSource
  void isOpenExactlyWhenSomethingMayFollowByItself(EventStatus status) {
    boolean somethingFollows =
        Arrays.stream(EventStatus.values())
            .filter(next -> !isRetry(status, next))
            .anyMatch(status::mayBecome);
    assertThat(status.isOpen()).isEqualTo(somethingFollows);
  }

  /** What only an operator does. */
  private static boolean isRetry(EventStatus from, EventStatus next) {
    return from == EventStatus.DEAD && next == EventStatus.PENDING;
  }

  @Test
  void isStoredInLowerCase() {
    assertThat(EventStatus.DEAD.stored()).isEqualTo("dead");
    for (EventStatus status : EventStatus.values()) {
      assertThat(EventStatus.ofStored(status.stored())).isEqualTo(status);
    }
  }
}
