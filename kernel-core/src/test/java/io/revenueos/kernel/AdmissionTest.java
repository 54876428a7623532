package io.revenueos.kernel;

import static io.revenueos.kernel.testkit.KernelAssert.assertThat;
import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.revenueos.kernel.error.RefusedException;
import io.revenueos.kernel.event.EventId;
import io.revenueos.kernel.event.InvalidEventException;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.event.Receipt;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.tenant.WorkspaceId;
import io.revenueos.kernel.testkit.TestEvents;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who may emit what. */
class AdmissionTest {
  private static final KernelEvent EVENT = TestEvents.event().build();

  @Test
  void anyTenantMayEmitByDefault() {
    try (Kernel kernel = TestKernels.kernel()) {
      assertThat(kernel).event(kernel.ingest(EVENT).eventId()).isCompleted().hasNoDecisions();
    }
  }

  @Test
  void aHostCanRequireRegistration() {
    try (Kernel kernel = TestKernels.builder().requireRegisteredTenants().build()) {
      for (ThrowingCallable call : calls(kernel, EVENT)) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                RefusedException.class,
                refused -> assertThat(refused.code()).isEqualTo("unknown_tenant"))
            .hasMessageContaining(
                "tenant %s is not registered, and this kernel requires registration",
                TestEvents.TENANT);
      }
      assertThat(kernel).hasEvents(0);

      kernel.register(TestKernels.tenant(JsonObject.empty()));
      assertThat(kernel).event(kernel.ingest(EVENT).eventId()).isCompleted();
    }
  }

  @Test
  void anInactiveTenantMayNotEmit() {
    try (Kernel kernel = TestKernels.kernel()) {
      kernel.register(TestKernels.tenant(JsonObject.empty()).deactivated());

      for (ThrowingCallable call : calls(kernel, EVENT)) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                RefusedException.class,
                refused -> assertThat(refused.code()).isEqualTo("inactive_tenant"));
      }
      assertThat(kernel).hasEvents(0);
    }
  }

  @Test
  void aRegisteredTenantMayOnlyNameItsOwnWorkspaces() {
    WorkspaceId unknown = new WorkspaceId(UUID.fromString("cccccccc-0000-4000-8000-000000000003"));
    KernelEvent misplaced = TestEvents.event().in(TestEvents.SCOPE.in(unknown)).build();
    try (Kernel kernel = TestKernels.kernel()) {
      kernel.register(TestKernels.tenant(JsonObject.empty()));

      for (ThrowingCallable call : calls(kernel, misplaced)) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                RefusedException.class,
                refused -> assertThat(refused.code()).isEqualTo("unknown_workspace"))
            .hasMessage("tenant %s has no workspace %s", TestEvents.TENANT, unknown);
      }
      assertThat(kernel).hasEvents(0);

      kernel.control().pauseKernel("ada", "an incident");
      assertThatThrownBy(() -> kernel.ingest(misplaced)).isInstanceOf(RefusedException.class);
      assertThat(kernel).hasEvents(0);
    }
  }

  @Test
  void aPayloadMayHaveAsManyBytesAsConfiguredAndNoMore() {
    try (Kernel kernel = TestKernels.builder().maxPayloadBytes(20).build()) {
      KernelEvent fits = TestEvents.event().with("a", "é".repeat(6)).build();
      KernelEvent tooLarge = TestEvents.event().with("a", "é".repeat(7)).build();

      assertThat(fits.payload().byteSize()).isEqualTo(20);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> kernel.emit(tooLarge),
              () -> kernel.ingest(tooLarge),
              () -> kernel.guard(tooLarge))) {
        assertRefused(call)
            .isInstanceOf(InvalidEventException.class)
            .at("payload")
            .saying("expected at most 20 bytes as JSON, found 22");
      }
      assertThat(kernel).hasEvents(0);
      assertThat(kernel).event(kernel.ingest(fits).eventId()).isCompleted();
    }
  }

  @Test
  void theDefaultLimitIsOneMebibyte() {
    try (Kernel kernel = TestKernels.kernel()) {
      int overhead = JsonObject.of("a", "").byteSize();
      String most = "x".repeat((1 << 20) - overhead);

      assertThat(kernel.ingest(TestEvents.event().with("a", most).build())).isNotNull();
      assertRefused(() -> kernel.ingest(TestEvents.event().with("a", most + "x").build()))
          .at("payload");
    }
  }

  @Test
  void anEmittedEventWaitsAndASecondEmitIsADuplicate() {
    try (Kernel kernel = TestKernels.kernel()) {
      Receipt first = kernel.emit(EVENT);

      assertThat(first.duplicate()).isFalse();
      assertThat(kernel.emit(EVENT)).isEqualTo(new Receipt(first.eventId(), true));
      assertThat(kernel).hasEvents(1).event(first.eventId()).isPending();
      assertThat(kernel.control().ownerOf(first.eventId())).contains(TestEvents.SCOPE);
      assertThat(kernel.control().ownerOf(new EventId(99))).isEmpty();
    }
  }

  @Test
  void anotherTenantCannotSeeAnEvent() {
    try (Kernel kernel = TestKernels.kernel()) {
      EventId id = kernel.ingest(EVENT).eventId();

      assertThat(kernel.explain(TestEvents.SCOPE, id)).isPresent();
      assertThat(kernel.explain(TestEvents.OTHER_SCOPE, id)).isEmpty();
      assertThat(kernel.replay(TestEvents.OTHER_SCOPE, id)).isEmpty();
    }
  }

  private static List<ThrowingCallable> calls(Kernel kernel, KernelEvent event) {
    return List.of(() -> kernel.emit(event), () -> kernel.ingest(event), () -> kernel.guard(event));
  }
}
