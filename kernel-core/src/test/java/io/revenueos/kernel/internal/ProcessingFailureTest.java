package io.revenueos.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.error.InvalidInputException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is kept of an exception. */
class ProcessingFailureTest {
  private final InvalidInputException wrong =
      new InvalidInputException("invalid_request", "stages", "expected stages of open deals");

  @Test
  void whatTheKernelSaysIsSaidOnce() {
    String said = String.valueOf(wrong.getMessage());
    assertThat(ProcessingFailure.summary(wrong)).isEqualTo(said);
    assertThat(ProcessingFailure.summary(new DoNotRetryException(wrong.code(), said, wrong)))
        .isEqualTo(said);
    assertThat(ProcessingFailure.summary(new IllegalStateException(wrong)))
        .isEqualTo(wrong.toString());
  }

  @Test
  void aCauseThatSaysMoreIsNamed() {
    assertThat(ProcessingFailure.summary(new IllegalStateException("no answer", wrong)))
        .isEqualTo("no answer (" + wrong + ")");
    IOException closed = new IOException("closed");
    assertThat(ProcessingFailure.summary(new IllegalStateException("connection closed", closed)))
        .isEqualTo("connection closed (java.io.IOException: closed)");
    assertThat(ProcessingFailure.summary(new IllegalStateException(null, closed)))
        .isEqualTo("java.io.IOException: closed");
    assertThat(ProcessingFailure.summary(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
