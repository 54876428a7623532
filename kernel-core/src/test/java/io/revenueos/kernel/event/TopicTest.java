package io.revenueos.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.testkit.TestEvents;
import org.junit.jupiter.api.Test;

class TopicTest {
  @Test
  void isTheTypeAndTheSourceOfAnEvent() {
    KernelEvent event = TestEvents.event().from("crm@north").build();
    assertThat(event.topic()).isEqualTo(new Topic(event.type(), "crm@north"));
    assertThat(event.topic()).hasToString(event.type() + "@crm@north");
  }

  @Test
  void differsByTypeAndBySource() {
    Topic topic = new Topic(new EventType("lead_captured"), "crm");
    assertThat(topic)
        .isNotEqualTo(new Topic(new EventType("lead_lost"), "crm"))
        .isNotEqualTo(new Topic(new EventType("lead_captured"), "CRM"));
    assertThat(topic).hasToString("lead_captured@crm");
  }
}
