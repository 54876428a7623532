package io.revenueos.kernel.internal;

import io.revenueos.kernel.action.ActionId;
import io.revenueos.kernel.event.RecordedEvent;
import io.revenueos.kernel.store.DecisionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/**
 * The SLF4J diagnostic context of what this thread works on. Closing it puts back what the host had
 * there before.
 */
final class LogContext implements AutoCloseable {
  private static final List<String> KEYS =
      List.of("tenantId", "correlationId", "eventId", "decisionId", "actionId", "module");

  private final Map<String, String> before = new HashMap<>();

  private LogContext() {
    for (String key : KEYS) {
      String value = MDC.get(key);
      if (value != null) {
        before.put(key, value);
      }
    }
  }

  /** For a stretch of work on this thread. */
  static LogContext open() {
    return new LogContext();
  }

  void enter(RecordedEvent event) {
    MDC.put("tenantId", event.event().scope().tenant().toString());
    MDC.put("correlationId", event.event().correlationId().value());
    MDC.put("eventId", event.id().toString());
    MDC.remove("decisionId");
    MDC.remove("actionId");
    MDC.remove("module");
  }

  /**
   * Narrows it to one action.
   *
   * @param module empty for none
   */
  void enter(DecisionId decision, ActionId action, String module) {
    MDC.put("decisionId", decision.toString());
    MDC.put("actionId", action.toString());
    if (module.isEmpty()) {
      MDC.remove("module");
    } else {
      MDC.put("module", module);
    }
  }

  @Override
  public void close() {
    for (String key : KEYS) {
      String value = before.get(key);
      if (value == null) {
        MDC.remove(key);
      } else {
        MDC.put(key, value);
      }
    }
  }
}
