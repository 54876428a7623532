package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookoutTest {
  private static final Duration QUICK = Duration.ofMillis(1);

  private long now = 7;
  private final Lookout lookout = new Lookout(Duration.ofMillis(100), () -> now);

  private void assertLeft(long millis) {
    assertThat(Duration.ofNanos(lookout.left())).hasMillis(millis);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void look(Duration took) {
    lookout.looking();
    pass(took);
    lookout.looked();
  }

  @Test
  void itUsuallyLooksOnceInAnInterval() {
    assertLeft(100);
    look(QUICK);
    assertLeft(100);
    pass(Duration.ofMillis(30));
    assertLeft(70);
  }

  @Test
  void itLooksSoonForWhatIsExpectedAndThenLessAndLess() {
    lookout.expect();
    assertLeft(5);
    look(QUICK);
    for (int pause : new int[] {10, 20, 40, 80, 100, 100}) {
      assertLeft(pause);
      look(QUICK);
    }
  }

  @Test
  void itLooksAtOnceAfterASignalAndOnceAfterMany() {
    lookout.signal();
    lookout.signal();
    assertLeft(0);
    look(QUICK);
    assertLeft(100);
  }

  @Test
  void whatIsSignalledDuringALookIsForTheNextOne() throws InterruptedException {
    lookout.looking();
    lookout.signal();
    lookout.looked();
    assertThat(lookout.await()).isTrue();
  }

  @Test
  void itSpendsAtMostAFifthOfItsTimeLookingForWhatIsExpectedAgainAndAgain() {
    Duration took = Duration.ofMillis(15);
    look(took);
    int looks = 0;
    long end = now + Duration.ofSeconds(10).toNanos();
    while (now < end) {
      lookout.expect();
      if (lookout.left() <= 0) {
        look(took);
        looks++;
      } else {
        pass(QUICK);
      }
    }
    assertThat(looks).isBetween(100, 10_000 / (5 * 15));
  }

  @Test
  void itNeverWaitsLongerThanAnInterval() {
    Lookout hasty = new Lookout(Duration.ofMillis(2), () -> now);
    hasty.expect();
    hasty.looking();
    pass(Duration.ofSeconds(1));
    hasty.looked();
    assertThat(Duration.ofNanos(hasty.left())).hasMillis(2);
  }
}
