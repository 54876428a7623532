package io.revenueos.kernel.testkit;

import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.KernelEventBuilder;
import io.revenueos.kernel.tenant.TenantId;
import io.revenueos.kernel.tenant.TenantScope;
import java.util.List;
import java.util.stream.IntStream;

/** Events that are valid as they are, for a test to change where it matters. */
public final class TestEvents {
  /** The type of {@link #event()}. */
  public static final String TYPE = "test_happened";

  /** The source of every event made here. */
  public static final String SOURCE = "crm";

  public static final TenantId TENANT = TenantId.of("6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
  public static final TenantScope SCOPE = TenantScope.of(TENANT);

  /** Somebody else. */
  public static final TenantScope OTHER_SCOPE =
      TenantScope.of(TenantId.of("00000000-0000-4000-8000-000000000002"));

  /** For where an id is needed and no store gave one. */
  public static final EventId SOME_ID = new EventId(1);

  private TestEvents() {}

  /** About deal D-1, correlated by req-1. */
  public static KernelEventBuilder event() {
    return event(TYPE);
  }

  /** So many of them, correlated by req-0, req-1 and so on. */
  public static List<KernelEvent> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> event().correlatedBy("req-" + i).build())
        .toList();
  }

  public static KernelEventBuilder event(String type) {
    return KernelEvent.of(type).from(SOURCE).in(SCOPE).about("deal", "D-1").correlatedBy("req-1");
  }
}
