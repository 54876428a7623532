package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookoutTest {
  private static final Duration QUICK = Duration.ofMillis(1);

  private final Lookout lookout = new Lookout(Duration.ofMillis(100));

  private void assertPause(long millis) {
    assertThat(Duration.ofNanos(lookout.pause())).hasMillis(millis);
  }

  private void look(Duration took) {
    lookout.looked(took.toNanos());
  }

  @Test
  void itUsuallyLooksOnceInAnInterval() {
    assertPause(100);
    look(QUICK);
    assertPause(100);
  }

  @Test
  void itLooksSoonForWhatIsExpectedAndThenLessAndLess() {
    assertThat(lookout.expect()).isTrue();
    for (int pause : new int[] {5, 10, 20, 40, 80, 100, 100}) {
      assertPause(pause);
      look(QUICK);
    }
  }

  @Test
  void whatIsExpectedNextIsLookedForSoonAgain() {
    lookout.expect();
    assertThat(lookout.expect()).isFalse();
    look(QUICK);
    assertThat(lookout.expect()).isTrue();
    assertPause(5);
  }

  @Test
  void itSpendsAtMostAFifthOfItsTimeLooking() {
    lookout.expect();
    look(Duration.ofMillis(15));
    assertPause(60);
    lookout.expect();
    assertPause(60);
    look(QUICK);
    lookout.expect();
    assertPause(5);
  }

  @Test
  void itNeverWaitsLongerThanAnInterval() {
    Lookout hasty = new Lookout(Duration.ofMillis(2));
    hasty.expect();
    hasty.looked(Duration.ofSeconds(1).toNanos());
    assertThat(Duration.ofNanos(hasty.pause())).hasMillis(2);
  }
}
