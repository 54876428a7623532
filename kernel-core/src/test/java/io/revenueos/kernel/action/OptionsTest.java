package io.revenueos.kernel.action;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.testkit.Seeds;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How things are tried, limited and cut off: values that refuse to be wrong. */
class OptionsTest {
  private static final Duration LONG = Duration.ofDays(366);

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,4", "4,8", "9,256", "10,300", "2000,300"})
  void delaysGrowUpToTheLongest(int failures, int seconds) {
    assertThat(RetryPolicy.defaults().delayAfter(failures, 0.5))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Seeds
  void jitterStaysWithinItsShare(long seed) {
    Random random = new Random(seed);
    RetryPolicy policy =
        new RetryPolicy(5, Duration.ofSeconds(10), 2, Duration.ofHours(1), random.nextDouble());
    for (int failures = 1; failures < 20; failures++) {
      double least = policy.delayAfter(failures, 0).toMillis();
      double middle = policy.delayAfter(failures, 0.5).toMillis();
      double most = policy.delayAfter(failures, 1).toMillis();
      double any = policy.delayAfter(failures, random.nextDouble()).toMillis();

      assertThat(any).isBetween(least, most);
      assertThat(middle - least).isCloseTo(most - middle, offset());
      assertThat(most - middle).isCloseTo(middle * policy.jitter(), offset());
    }
  }

  private static Offset<Double> offset() {
    return Offset.offset(2.0);
  }

  @Test
  void withoutADelayItIsTriedAgainAtOnce() {
    RetryPolicy policy = new RetryPolicy(5_000, Duration.ZERO, 2, Duration.ZERO, 1);

    assertThat(policy.delayAfter(1, 0.9)).isZero();
    assertThat(policy.delayAfter(4_000, 0.9)).isZero();
  }

  @Test
  void attemptsAreCountedToTheLast() {
    assertThat(RetryPolicy.never().exhaustedAfter(1)).isTrue();
    assertThat(RetryPolicy.defaults().exhaustedAfter(4)).isFalse();
    assertThat(RetryPolicy.defaults().exhaustedAfter(5)).isTrue();
  }

  @Test
  void aRetryPolicyIsPossible() {
    RetryPolicy policy = RetryPolicy.defaults();
    Duration second = Duration.ofSeconds(1);
    assertRefused(() -> policy.attempts(0)).at("maxAttempts");
    assertRefused(() -> policy.delays(second.negated(), second)).at("initialDelay");
    assertRefused(() -> policy.delays(second, Duration.ZERO)).at("maxDelay");
    assertRefused(() -> policy.delays(second, LONG)).at("maxDelay");
    assertRefused(() -> new RetryPolicy(1, second, 0.9, second, 0)).at("factor");
    assertRefused(() -> new RetryPolicy(1, second, 1, second, 1.1)).at("jitter");
    assertRefused(() -> new RetryPolicy(1, second, Double.NaN, second, 0)).at("factor");
  }

  @Test
  void limitsArePossible() {
    StepOptions options = StepOptions.defaults();
    Duration second = Duration.ofSeconds(1);
    assertRefused(() -> options.timeout(Duration.ZERO)).at("timeout").saying("1 ms to 365 days");
    assertRefused(() -> options.timeout(LONG)).at("timeout");
    assertRefused(() -> options.rate(0, second)).at("rate.calls");
    assertRefused(() -> options.rate(1, Duration.ZERO)).at("rate.per");
    assertRefused(() -> options.tenantRate(1, LONG)).at("rate.per");
    assertRefused(() -> options.breaker(0, 1, second)).at("breaker.failureShare");
    assertRefused(() -> options.breaker(1.1, 1, second)).at("breaker.failureShare");
    assertRefused(() -> options.breaker(1, 0, second)).at("breaker.calls");
    assertRefused(() -> options.breaker(1, 10_001, second)).at("breaker.calls");
    assertRefused(() -> options.breaker(1, 1, Duration.ofNanos(1))).at("breaker.pause");
  }

  @Test
  void limitsAreSetOneByOne() {
    StepOptions options =
        StepOptions.defaults()
            .retry(RetryPolicy.never())
            .timeout(Duration.ofSeconds(5))
            .rate(10, Duration.ofSeconds(1))
            .tenantRate(2, Duration.ofSeconds(3))
            .breaker(0.25, 8, Duration.ofSeconds(7));

    assertThat(options)
        .isEqualTo(
            new StepOptions(
                RetryPolicy.never(),
                Duration.ofSeconds(5),
                new StepOptions.Rate(10, Duration.ofSeconds(1)),
                new StepOptions.Rate(2, Duration.ofSeconds(3)),
                new StepOptions.Breaker(0.25, 8, Duration.ofSeconds(7))));
    assertThat(StepOptions.defaults().rate()).isEmpty();
    assertThat(StepOptions.defaults().tenantRate()).isEmpty();
  }
}
