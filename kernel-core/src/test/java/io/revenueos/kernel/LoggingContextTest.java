package io.revenueos.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.Execution;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.store.InMemoryKernelStore;
import io.revenueos.kernel.store.RecordedAction;
import io.revenueos.kernel.tenant.Role;
import io.revenueos.kernel.testkit.KernelDriver;
import io.revenueos.kernel.testkit.ScriptedSteps;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestModules;
import io.revenueos.kernel.testkit.TestPolicies;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** What stands in the logs while a policy or a handler runs, and that it is gone afterwards. */
class LoggingContextTest {
  private static final Map<String, String> OF_THE_HOST =
      Map.of("tenantId", "host's own", "actionId", "click", "requestId", "r-1");
  private static final MDCAdapter BEFORE = MDC.getMDCAdapter();

  private final List<Map<String, String>> inPolicy = new ArrayList<>();
  private final List<Map<String, String>> inHandler = new ArrayList<>();

  /** The logger of the tests keeps no context; the one of a host does. */
  @BeforeAll
  static void keepContext() throws ReflectiveOperationException {
    use(new BasicMDCAdapter());
  }

  @AfterAll
  static void keepNone() throws ReflectiveOperationException {
    use(BEFORE);
  }

  private static void use(MDCAdapter adapter) throws ReflectiveOperationException {
    Field field = MDC.class.getDeclaredField("MDC_ADAPTER");
    field.setAccessible(true);
    field.set(null, adapter);
  }

  @AfterEach
  void clear() {
    MDC.clear();
  }

  private static Map<String, String> context() {
    Map<String, String> copy = MDC.getCopyOfContextMap();
    return copy == null ? Map.of() : copy;
  }

  private KernelBuilder builder(Execution execution) {
    Policy acting =
        TestPolicies.acting(
            "test.do_v1",
            TestPolicies.action(TestHandlers.TYPE, "test.do_v1", ".do").execution(execution));
    return Kernel.builder()
        .store(new InMemoryKernelStore())
        .module(
            TestModules.module(
                "ai_test",
                TestPolicies.answering(
                    "test.do_v1",
                    (event, facts) -> {
                      inPolicy.add(context());
                      return acting.decide(event, facts);
                    })));
  }

  private KernelBuilder transactional(Execution execution) {
    return builder(execution)
        .handler(
            TestHandlers.handling(
                TestHandlers.TYPE,
                (action, context) -> {
                  inHandler.add(context());
                  return Outcome.completed();
                }));
  }

  private static Map<String, String> ofEvent(EventId id) {
    return Map.of(
        "tenantId", TestEvents.TENANT.toString(),
        "correlationId", "req-1",
        "eventId", id.toString());
  }

  private static void assertOfAction(
      Map<String, String> found, EventId event, RecordedAction action) {
    assertThat(found)
        .containsAllEntriesOf(ofEvent(event))
        .containsEntry("decisionId", action.decisionId().toString())
        .containsEntry("actionId", action.id().toString());
  }

  @Test
  void policiesAndHandlersOfABatchLogWhatTheyAreAbout() {
    try (KernelDriver driver = KernelDriver.of(transactional(Execution.AUTOMATIC))) {
      EventId id = driver.emit(TestEvents.event().build());
      driver.drain();

      assertThat(inPolicy).containsExactly(ofEvent(id));
      assertOfAction(inHandler.get(0), id, driver.action(id));
      assertThat(inHandler.get(0)).containsEntry("module", "ai_test");
      assertThat(context()).isEmpty();
    }
  }

  @Test
  void aStepHandlerLogsWhatItIsAbout() {
    ScriptedSteps provider =
        ScriptedSteps.serving(TestHandlers.TYPE)
            .answer(
                step -> {
                  inHandler.add(context());
                  return Outcome.completed();
                });
    try (KernelDriver driver = KernelDriver.of(builder(Execution.AUTOMATIC).handler(provider))) {
      EventId id = driver.emit(TestEvents.event().build());
      driver.drain();

      assertOfAction(inHandler.get(0), id, driver.action(id));
      assertThat(context()).isEmpty();
    }
  }

  @Test
  void theHostsOwnContextIsThereAgainAfterwards() {
    OF_THE_HOST.forEach(MDC::put);
    try (Kernel kernel = transactional(Execution.AFTER_APPROVAL).build()) {
      ProcessedEvent event = kernel.ingest(TestEvents.event().build());
      assertThat(context()).isEqualTo(OF_THE_HOST);
      assertThat(inPolicy.get(0))
          .containsAllEntriesOf(ofEvent(event.eventId()))
          .containsEntry("requestId", "r-1")
          .doesNotContainKey("actionId");

      RecordedAction action = event.decisions().get(0).actions().get(0);
      kernel.approve(TestEvents.SCOPE, action.id(), Approval.by("sam", new Role("sales")));
      assertOfAction(inHandler.get(0), event.eventId(), action);
      assertThat(context()).isEqualTo(OF_THE_HOST);
    }
  }
}
