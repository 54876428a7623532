package io.revenueos.kernel.testkit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.revenueos.kernel.error.InvalidInputException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is said to a caller whose input is wrong: where, what was found, what is allowed. */
public final class RefusalAssert
    extends AbstractThrowableAssert<RefusalAssert, InvalidInputException> {
  private RefusalAssert(InvalidInputException refusal) {
    super(refusal, RefusalAssert.class);
  }

  /** Fails unless the call throws an {@link InvalidInputException}. */
  public static RefusalAssert assertRefused(ThrowingCallable call) {
    InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class, call);
    Assertions.assertThat(refusal).as("the refusal of invalid input").isNotNull();
    return new RefusalAssert(refusal);
  }

  public RefusalAssert at(String field) {
    Assertions.assertThat(actual.field()).as("field of <%s>", actual.getMessage()).isEqualTo(field);
    return this;
  }

  public RefusalAssert withCode(String code) {
    Assertions.assertThat(actual.code()).as("code of <%s>", actual.getMessage()).isEqualTo(code);
    return this;
  }

  public RefusalAssert saying(String... parts) {
    Assertions.assertThat(actual.getMessage()).contains(parts);
    return this;
  }
}
