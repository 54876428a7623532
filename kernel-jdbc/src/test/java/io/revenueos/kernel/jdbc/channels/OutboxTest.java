package io.revenueos.kernel.jdbc.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.jdbc.testkit.ActionRows;
import io.revenueos.kernel.jdbc.testkit.Company;
import io.revenueos.kernel.jdbc.testkit.Login;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.store.Page;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

  @ParameterizedTest
  @EnumSource(Login.class)
  void messagesAreDueSoonestFirst(Login login) {
    Company company = Company.in(login);
    ActionRows north = new ActionRows(login.operator(), company.tenant(), company.north());
    MessageId later = north.message("later@example.com", NOON.plusSeconds(1));
    MessageId sooner = north.message("sooner@example.com", NOON);
    Outbox outbox = new Outbox(login.tables());
    List<QueuedMessage> scheduled =
        outbox.page(company.inNorth(), QueuedMessage.Status.SCHEDULED, Page.first(10));
    assertThat(scheduled).extracting(QueuedMessage::id).containsExactly(sooner, later);
    QueuedMessage first = scheduled.get(0);
    assertThat(first.recipient())
        .isEqualTo(new QueuedMessage.Recipient("sooner@example.com", null));
    assertThat(first.channel()).isEqualTo(QueuedMessage.Channel.EMAIL);
    assertThat(first.target()).isEqualTo(Target.of(Target.Kind.LEAD, "L-1"));
    assertThat(first.content()).isEqualTo(JsonObject.of("subject", "Hi"));
    assertThat(first.sending())
        .isEqualTo(new QueuedMessage.Sending(QueuedMessage.Status.SCHEDULED, null, null, null));
    assertThat(
            outbox.page(
                company.inNorth(), QueuedMessage.Status.SCHEDULED, Page.after(first.key(), 10)))
        .extracting(QueuedMessage::id)
        .containsExactly(later);
    assertThat(outbox.find(company.inSouth(), later)).isEmpty();
    assertThat(outbox.page(company.inNorth(), QueuedMessage.Status.SENT, Page.first(10))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void whatAProviderSaidIsThere(Login login) {
    Company company = Company.in(login);
    MessageId id =
        new ActionRows(login.operator(), company.tenant(), company.north())
            .message("a@example.com", NOON);
    login
        .operator()
        .execute(
            "update channel_outbox set status = 'failed', provider = 'resend', sent_at = '%s', provider_response = '{\"code\": 550}' where id = '%s'"
                .formatted(NOON, id));
    assertThat(new Outbox(login.tables()).find(company.inNorth(), id).map(QueuedMessage::sending))
        .contains(
            new QueuedMessage.Sending(
                QueuedMessage.Status.FAILED, "resend", NOON, JsonObject.of("code", 550)));
  }
}
