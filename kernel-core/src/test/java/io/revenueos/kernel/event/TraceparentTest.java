package io.revenueos.kernel.event;

import static io.revenueos.kernel.testkit.RefusalAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.testkit.TestEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADER,
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        "fe-00000000000000000000000000000001-0000000000000001-ff"
      })
  void isTheHeaderOfW3cTraceContext(String header) {
    assertThat(new Traceparent(header)).hasToString(header);
    assertThat(new Traceparent(header)).isEqualTo(new Traceparent(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "00",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        // The version that is forbidden, and ids that mean "none".
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        // A character too few, and one too many, in each place.
        "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "000-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e47360-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b70-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
        // Not lower-case hex.
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0\u0661",
        // Something before, between or behind.
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        " " + HEADER,
        HEADER + "\n",
        HEADER + "-more",
        HEADER + "," + HEADER,
        HEADER + "'; drop table kernel_events; --"
      })
  void nothingElseIs(String text) {
    assertRefused(() -> new Traceparent(text))
        .isInstanceOf(InvalidEventException.class)
        .at("traceparent")
        .saying("expected version-traceid-parentid-flags");
  }

  @Test
  void anEventBelongsToATraceWhenItSaysSo() {
    KernelEvent untraced = TestEvents.event().build();
    KernelEvent traced = TestEvents.event().tracedBy(HEADER).build();
    assertThat(untraced.traceparent()).isEmpty();
    assertThat(traced.traceparent()).contains(new Traceparent(HEADER));
    assertThat(untraced.tracedBy(new Traceparent(HEADER))).isEqualTo(traced);
    assertThat(traced.tracedBy(null)).isEqualTo(untraced);
    assertRefused(() -> TestEvents.event().tracedBy("00-nonsense")).at("traceparent");
  }

  @Test
  void theSameEventInAnotherTraceIsTheSameEvent() {
    KernelEvent untraced = TestEvents.event().build();
    KernelEvent traced = TestEvents.event().tracedBy(HEADER).build();
    assertThat(traced.idempotencyKey()).isEqualTo(untraced.idempotencyKey());
  }
}
