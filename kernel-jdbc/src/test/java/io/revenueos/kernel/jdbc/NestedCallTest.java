package io.revenueos.kernel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.Kernel;
import io.revenueos.kernel.ProcessedEvent;
import io.revenueos.kernel.event.EventStatus;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.jdbc.testkit.JdbcStoreFixture;
import io.revenueos.kernel.jdbc.testkit.Rows;
import io.revenueos.kernel.jdbc.testkit.StagedNode;
import io.revenueos.kernel.tenant.TenantScope;
import io.revenueos.kernel.testkit.TestEvents;
import io.revenueos.kernel.testkit.TestHandlers;
import io.revenueos.kernel.testkit.TestPolicies;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A handler calls the kernel that has called it, and then fails: nothing of its event is kept but
 * the failure, whatever the inner call did.
 */
class NestedCallTest {
  private final TenantScope scope = StagedNode.newTenant();
  private final TenantScope other = StagedNode.newTenant();

  private void assertFailureIsRecorded(Database kind, Consumer<Kernel> nested) {
    AtomicReference<Kernel> calling = new AtomicReference<>();
    try (JdbcStoreFixture fixture = JdbcStoreFixture.on(kind);
        Kernel kernel =
            Kernel.builder()
                .store(fixture.store())
                .policy(
                    TestPolicies.acting("test.nested_v1", TestHandlers.TYPE)
                        .on("nested", TestEvents.SOURCE))
                .handler(
                    TestHandlers.handling(
                        TestHandlers.TYPE,
                        (action, context) -> {
                          nested.accept(calling.get());
                          throw new IllegalStateException("failed after all");
                        }))
                .build()) {
      calling.set(kernel);
      kernel.emit(event("elsewhere", other));

      ProcessedEvent processed = kernel.ingest(event("nested", scope));

      assertThat(processed.status()).isEqualTo(EventStatus.FAILED);
      assertThat(processed.error()).hasValueSatisfying(e -> assertThat(e).contains("after all"));
      Rows rows = Rows.of(fixture.dataSource());
      assertThat(rows.lines("select attempts from kernel_event_queue where topic like 'nested%'"))
          .containsExactly("1");
      assertThat(rows.lines("select error from kernel_attempts")).hasSize(1);
    }
  }

  private static KernelEvent event(String type, TenantScope scope) {
    return TestEvents.event(type).in(scope).about("deal", "D-1").build();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void afterLookingWhetherAnythingIsLeft(Database kind) {
    assertFailureIsRecorded(kind, kernel -> kernel.awaitDrained(Duration.ZERO));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void afterAcceptingAnotherEvent(Database kind) {
    assertFailureIsRecorded(kind, kernel -> kernel.emit(event("elsewhere", scope)));
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void afterReadingWhatIsThere(Database kind) {
    assertFailureIsRecorded(kind, kernel -> kernel.control().stats());
  }
}
