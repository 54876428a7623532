package io.revenueos.kernel.runtime;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class WorkerOptionsTest {
  private static final WorkerOptions DEFAULTS = WorkerOptions.defaults();

  @Test
  void theDefaultsAreWhatTheJavadocSays() {
    assertThat(DEFAULTS.threads()).isGreaterThanOrEqualTo(2);
    assertThat(DEFAULTS)
        .isEqualTo(
            new WorkerOptions(
                DEFAULTS.threads(),
                4,
                500,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Integer.MAX_VALUE,
                null));
    assertThat(DEFAULTS.executor()).isEmpty();
  }

  @Test
  void optionsAreSetOneByOne() {
    Executor executor = Runnable::run;
    WorkerOptions options =
        DEFAULTS
            .threads(3)
            .stepThreads(5)
            .batchSize(7)
            .pollInterval(Duration.ofSeconds(11))
            .lease(Duration.ofSeconds(13))
            .closeTimeout(Duration.ZERO)
            .tenantShare(17)
            .executor(executor);

    assertThat(options)
        .isEqualTo(
            new WorkerOptions(
                3,
                5,
                7,
                Duration.ofSeconds(11),
                Duration.ofSeconds(13),
                Duration.ZERO,
                17,
                executor));
    assertThat(options.executor()).contains(executor);
  }

  @Test
  void whatCannotWorkIsRefused() {
    Duration tooLong = Duration.ofDays(366);
    assertRefused(() -> DEFAULTS.threads(0)).at("workers.threads").saying("at least 1, found 0");
    assertRefused(() -> DEFAULTS.stepThreads(0)).at("workers.stepThreads");
    assertRefused(() -> DEFAULTS.batchSize(0)).at("workers.batchSize");
    assertRefused(() -> DEFAULTS.batchSize(10_001)).at("workers.batchSize");
    assertRefused(() -> DEFAULTS.pollInterval(Duration.ZERO)).at("workers.pollInterval");
    assertRefused(() -> DEFAULTS.pollInterval(tooLong)).at("workers.pollInterval");
    assertRefused(() -> DEFAULTS.lease(Duration.ofNanos(1))).at("workers.lease");
    assertRefused(() -> DEFAULTS.closeTimeout(tooLong)).at("workers.closeTimeout");
    assertRefused(() -> DEFAULTS.closeTimeout(Duration.ofSeconds(-1))).at("workers.closeTimeout");
    assertRefused(() -> DEFAULTS.tenantShare(0)).at("workers.tenantShare");
  }
}
