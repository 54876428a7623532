package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.EventQueue;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.Journal;
import io.revenueos.kernel.store.KernelTransaction;
import io.revenueos.kernel.tenant.Tenant;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.ForwardingStore;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestPolicies;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events that a node has just accepted are processed from its memory, and as any others are. */
class FreshEventsInKernelTest {
  private final ClaimsOf claims = new ClaimsOf();
  private final Tenant tenant = Tenant.of(TestEvents.SCOPE.tenant(), "first", "First");

  /** Notes by which calls events were claimed. */
  private static final class ClaimsOf extends ForwardingStore {
    private static final Set<String> NOTED = Set.of("claim", "concludeFresh");

    private final List<String> calls = new CopyOnWriteArrayList<>();

    ClaimsOf() {
      super(new InMemoryKernelStore());
    }

    @Override
    public <T> T inTransaction(TenantScope scope, Function<KernelTransaction, T> work) {
      return super.inTransaction(
          scope, transaction -> work.apply(noting(KernelTransaction.class, transaction)));
    }

    private <T> T noting(Class<T> type, T real) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                Object result = call(real, method, arguments);
                if (NOTED.contains(method.getName())) {
                  calls.add(method.getName());
                }
                if (result instanceof EventQueue queue) {
                  return noting(EventQueue.class, queue);
                }
                return result instanceof Journal journal ? noting(Journal.class, journal) : result;
              }));
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
        throws Throwable {
      try {
        return method.invoke(real, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }
  }

  private KernelDriver started() {
    KernelDriver driver =
        KernelDriver.of(
            Kernel.builder()
                .store(claims)
                .policy(TestPolicies.answering("test.moody_v1", FreshEventsInKernelTest::decide))
                .workers(WorkerOptions.defaults().threads(1).pollInterval(Duration.ofHours(1))));
    driver.kernel().register(tenant);
    driver.kernel().start();
    // The tenant's first is claimed like any other.
    emitted(driver, "first");
    claims.calls.clear();
    return driver;
  }

  private static Answer decide(KernelEvent event, Facts facts) {
    if (event.correlationId().value().equals("moody")) {
      throw new IllegalStateException("not today");
    }
    return new Answer.Noop(new PolicyName("test.moody_v1").reason(".seen", "seen"));
  }

  private static KernelEvent event(String key) {
    return TestEvents.event().about("deal", key).correlatedBy(key).build();
  }

  private static EventId emitted(KernelDriver driver, String key) {
    EventId id = driver.emit(event(key));
    awaitStatus(driver, id, EventStatus.COMPLETED);
    awaitIdle();
    return id;
  }

  /** Its batch is committed before it is back for the next. */
  private static void awaitIdle() {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("revenue-kernel-events-1"))
        .forEach(Await::untilWaiting);
  }

  private static void awaitStatus(KernelDriver driver, EventId id, EventStatus status) {
    Await.until(
        "event %s is %s".formatted(id, status),
        () ->
            driver.kernel().explain(TestEvents.SCOPE, id).orElseThrow().root().status() == status);
  }

  @Test
  void theyAreNotReadAgain() {
    try (KernelDriver driver = started()) {
      for (int i = 0; i < 5; i++) {
        emitted(driver, "e-" + i);
      }
      assertThat(claims.calls).containsOnly("concludeFresh");
    }
  }

  @Test
  void oneThatFailsHasItsAttemptCounted() {
    try (KernelDriver driver = started()) {
      EventId moody = driver.emit(event("moody"));
      awaitStatus(driver, moody, EventStatus.FAILED);
      assertThat(driver.kernel()).event(moody).isFailed();
      assertThat(claims.calls).containsOnly("claim");
    }
  }

  @Test
  void aChangeOfTheRegistrationIsObeyedAtOnce() {
    try (KernelDriver driver = started()) {
      emitted(driver, "before");
      claims.calls.clear();
      claims.register(tenant.configured(JsonObject.of("settings", JsonObject.empty())));
      emitted(driver, "after");
      assertThat(claims.calls).as("mistaken, then read").containsOnly("claim");
    }
  }
}
