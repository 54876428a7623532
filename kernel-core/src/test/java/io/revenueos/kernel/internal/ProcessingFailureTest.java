package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is kept of an exception. */
class ProcessingFailureTest {
  private static final InvalidInputException WRONG =
      new InvalidInputException("invalid_request", "stages", "expected stages of open deals");

  @Test
  void whatTheKernelSaysIsSaidOnce() {
    String said = String.valueOf(WRONG.getMessage());
    assertThat(ProcessingFailure.summary(WRONG)).isEqualTo(said);
    assertThat(ProcessingFailure.summary(new DoNotRetryException(WRONG.code(), said, WRONG)))
        .isEqualTo(said);
    assertThat(ProcessingFailure.summary(new IllegalStateException(WRONG)))
        .isEqualTo(WRONG.toString());
  }

  @Test
  void aCauseThatSaysMoreIsNamed() {
    assertThat(ProcessingFailure.summary(new IllegalStateException("no answer", WRONG)))
        .isEqualTo("no answer (" + WRONG + ")");
    IOException closed = new IOException("closed");
    assertThat(ProcessingFailure.summary(new IllegalStateException("connection closed", closed)))
        .isEqualTo("connection closed (java.io.IOException: closed)");
    assertThat(ProcessingFailure.summary(new IllegalStateException(null, closed)))
        .isEqualTo("java.io.IOException: closed");
    assertThat(ProcessingFailure.summary(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
