package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionContext;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.RetryPolicy;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.runtime.WorkerOptions;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.Await;
import io.revenueos.kernel.testkit.Seeds;
import io.revenueos.kernel.testkit.SignalLog;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The events of one entity are worked on in order, once, whatever the threads do. */
class OrderingTest {
  private static final int EMITTERS = 3;
  private static final int EVENTS = 150;

  /** One entity of one tenant, whose events one emitter numbers. */
  private record Line(TenantScope scope, String entity) {}

  private final Map<Line, List<Integer>> seen = new ConcurrentHashMap<>();
  private final Map<Line, Integer> emitted = new ConcurrentHashMap<>();
  private final Map<String, Boolean> failed = new ConcurrentHashMap<>();

  private Kernel kernel(Random random) {
    return Kernel.builder()
        .store(new InMemoryKernelStore())
        .policy(TestPolicies.acting("test.do_v1", TestHandlers.TYPE))
        .handler(TestHandlers.handling(TestHandlers.TYPE, this::handle))
        .retry(new RetryPolicy(5, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0.5))
        .workers(
            WorkerOptions.defaults()
                .threads(2 + random.nextInt(4))
                .batchSize(1 + random.nextInt(40))
                .tenantShare(1 + random.nextInt(4))
                .pollInterval(Duration.ofMillis(1)))
        .build();
  }

  private Outcome handle(KernelAction action, ActionContext context) {
    KernelEvent event = context.event();
    if (event.payload().flag("fails_once").orElse(false)
        && failed.putIfAbsent(event.correlationId().value(), true) == null) {
      throw new IllegalStateException("once, on purpose");
    }
    int number = event.payload().decimal("number").map(BigDecimal::intValue).orElseThrow();
    seen.computeIfAbsent(new Line(event.scope(), event.entity().id()), line -> new ArrayList<>())
        .add(number);
    return Outcome.completed();
  }

  /** Emits about entities of its own, so that it knows their order. */
  private int emit(Kernel kernel, int emitter, Random random) {
    List<KernelEvent> portion = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      TenantScope scope = random.nextBoolean() ? TestEvents.SCOPE : TestEvents.OTHER_SCOPE;
      Line line = new Line(scope, emitter + "-" + random.nextInt(8));
      portion.add(event(line, emitter + "/" + i, random.nextInt(20) == 0));
      if (random.nextBoolean()) {
        kernel.emitAll(portion);
        portion.clear();
      }
    }
    kernel.emitAll(portion);
    return EVENTS;
  }

  private KernelEvent event(Line line, String name, boolean failsOnce) {
    int number = emitted.merge(line, 1, Integer::sum);
    return TestEvents.event()
        .in(line.scope())
        .about("deal", line.entity())
        .correlatedBy(name)
        .withAll(JsonObject.of("number", number).with("fails_once", failsOnce))
        .build();
  }

  @Seeds(25)
  void everyEntitysEventsAreHandledInOrderAndOnce(long seed) {
    ExecutorService threads = Executors.newFixedThreadPool(EMITTERS);
    try (Kernel kernel = kernel(new Random(seed))) {
      kernel.start();
      List<Future<Integer>> emitters = new ArrayList<>();
      for (int i = 0; i < EMITTERS; i++) {
        int emitter = i;
        Random random = new Random(seed * EMITTERS + emitter);
        emitters.add(threads.submit(() -> emit(kernel, emitter, random)));
      }
      int count = emitters.stream().mapToInt(Await::result).sum();
      assertThat(kernel.awaitDrained(SignalLog.PATIENCE)).as("everything is done").isTrue();

      assertThat(kernel.control().stats().events())
          .containsEntry(EventStatus.COMPLETED, (long) count);
      assertThat(seen.keySet()).isEqualTo(emitted.keySet());
      seen.forEach(
          (line, numbers) ->
              assertThat(numbers)
                  .as("%s", line)
                  .isEqualTo(
                      IntStream.rangeClosed(1, emitted.getOrDefault(line, 0)).boxed().toList()));
    } finally {
      threads.shutdownNow();
    }
  }
}
