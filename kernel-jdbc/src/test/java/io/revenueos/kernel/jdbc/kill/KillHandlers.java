package io.revenueos.kernel.jdbc.kill;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.ActionHandler;
import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.DoNotRetryException;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.action.RowTarget;
import io.revenueos.kernel.action.StepContext;
import io.revenueos.kernel.action.StepHandler;
import io.revenueos.kernel.action.StepOptions;
import io.revenueos.kernel.action.Task;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.testkit.TestHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The handlers of one process. They take a little time, so that it can be killed meanwhile. */
final class KillHandlers {
  private static final long MARK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SLOW_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final String node;
  private final OutsideWorld outside;
  private final AtomicLong handled = new AtomicLong();

  KillHandlers(String node, OutsideWorld outside) {
    this.node = node;
    this.outside = outside;
  }

  ActionHandler emitting() {
    return TestHandlers.handling(
        KillWork.EMIT,
        (action, context) ->
            new Outcome.Completed(
                JsonObject.empty(), List.of(), List.of(KillWork.followUpOf(context.event()))));
  }

  ActionHandler marking() {
    return TestHandlers.handling(KillWork.MARK, this::mark);
  }

  private Outcome mark(KernelAction action, ActionContext context) {
    JsonObject mark =
        JsonObject.of("node", node)
            .with("n", handled.incrementAndGet())
            .with("at", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    LockSupport.parkNanos(MARK_NANOS);
    String key = context.event().scope() + context.effectKey(action);
    return switch (KillWork.kindOf(context.event())) {
      case POISON -> throw new IllegalStateException("a handler that throws");
      case FLAKY -> failOnce(key, mark);
      case REFUSED -> new Outcome.Completed(mark, List.of(refused(action, context)), List.of());
      default -> Outcome.completed(mark);
    };
  }

  private Outcome failOnce(String key, JsonObject mark) {
    boolean first;
    try {
      first = outside.isFirst(key);
    } catch (SQLException away) {
      // Then the event's own transaction is lost, too, and that is no failure of the event.
      first = false;
    }
    if (first) {
      throw new IllegalStateException("a handler that throws the first time");
    }
    return Outcome.completed(mark);
  }

  /** Refers to a lead that does not exist. */
  private static Task refused(KernelAction action, ActionContext context) {
    return task(new RowTarget(action.target(), UUID.randomUUID()), context.effectKey(action));
  }

  private static Task task(RowTarget target, String key) {
    return new Task(target, key, "a task", "", Instant.EPOCH, Task.Priority.LOW);
  }

  StepHandler leaving() {
    return new StepHandler() {
      @Override
      public Set<ActionType> types() {
        return Set.of(KillWork.STEP);
      }

      @Override
      public StepOptions options() {
        return StepOptions.defaults()
            .breaker(1, 1_000, Duration.ofSeconds(1))
            .retry(
                RetryPolicy.defaults()
                    .attempts(50)
                    .delays(Duration.ofMillis(50), Duration.ofMillis(500)));
      }

      @Override
      public Outcome handle(KernelAction action, StepContext context) throws SQLException {
        return leave(action, context);
      }
    };
  }

  private Outcome leave(KernelAction action, StepContext context) throws SQLException {
    Kind kind = KillWork.kindOf(context.event());
    boolean first = outside.leave(context.idempotencyKey(), node, context.attempt());
    // Some are so slow that a node is probably frozen in one of them.
    LockSupport.parkNanos(context.actionId().value() % 10 == 0 ? SLOW_STEP_NANOS : STEP_NANOS);
    if (kind == Kind.STEP_DEAD) {
      throw new DoNotRetryException("no_use", "a provider that says no");
    }
    if (kind == Kind.STEP_FLAKY && first) {
      throw new IllegalStateException("a provider that fails the first time");
    }
    return Outcome.completed(task(new RowTarget(action.target(), null), context.effectKey(action)));
  }
}
