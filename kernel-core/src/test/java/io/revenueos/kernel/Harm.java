package io.revenueos.kernel;

import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.error.UnavailableException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.testkit.TestHandlers;
import java.io.IOError;
import java.io.IOException;

/** What an event can do to those who process it; its payload says it. */
enum Harm {
  NONE,
  POLICY_THROWS,
  POLICY_OVERFLOWS,
  POLICY_ERROR,
  POLICY_SNEAKS,
  HANDLER_THROWS,
  HANDLER_OVERFLOWS,
  HANDLER_ERROR,
  HANDLER_SNEAKS,
  HANDLER_UNAVAILABLE,
  HANDLER_ANSWERS_NULL,
  STORE_REFUSES,
  STORE_IS_AWAY,
  DO_NOT_RETRY;

  static Harm of(KernelEvent event) {
    return valueOf(event.payload().text("harm").orElse("NONE"));
  }

  /** Throws what the policy does that answers the event. */
  void inPolicy() {
    switch (this) {
      case POLICY_THROWS -> throw new IllegalStateException("policy on purpose");
      case POLICY_OVERFLOWS -> throw new StackOverflowError("policy too deep");
      case POLICY_SNEAKS -> throw Harm.<RuntimeException>sneaky(new IOException("policy sneaks"));
      case POLICY_ERROR -> throw new IOError(new IOException("policy cannot read"));
      default -> {}
    }
  }

  /** Throws what the handler of the event's action does. */
  void inHandler() {
    switch (this) {
      case HANDLER_THROWS -> throw new IllegalStateException("handler on purpose");
      case HANDLER_OVERFLOWS -> overflow(1);
      case HANDLER_ERROR -> throw new IOError(new IOException("handler cannot read"));
      case HANDLER_SNEAKS -> throw Harm.<RuntimeException>sneaky(new IOException("handler sneaks"));
      case HANDLER_UNAVAILABLE -> throw new UnavailableException("handler's own database");
      case DO_NOT_RETRY -> throw new DoNotRetryException("account_closed", "nobody there");
      default -> {}
    }
  }

  /** What the handler answers that did not throw: a task, whose key ends with the harm. */
  Outcome outcome(String key) {
    return this == HANDLER_ANSWERS_NULL
        ? nothing()
        : Outcome.completed(TestHandlers.task(key + "/" + this));
  }

  /** What languages without checked exceptions throw. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The point of it.
  private static <E extends Throwable> E sneaky(Throwable undeclared) throws E {
    throw (E) undeclared;
  }

  private static int overflow(int depth) {
    return depth == 0 ? 0 : overflow(depth + 1) + 1;
  }

  @SuppressWarnings("NullAway") // What a host's handler may do that nobody checks.
  private static Outcome nothing() {
    return null;
  }
}
