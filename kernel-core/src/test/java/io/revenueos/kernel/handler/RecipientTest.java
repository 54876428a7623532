package io.revenueos.kernel.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.OutboxMessage;
import io.revenueos.kernel.action.Outcome;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a message goes to: what the payload says, else the target's own row, else nobody. */
class RecipientTest {
  private static final JsonObject PAYLOAD =
      JsonObject.of("email", "lead@b.example")
          .with("phone", "+43 1 234")
          .with("invitee_email", "invitee@b.example");

  @Test
  void aLeadIsReachedByThePayload() {
    HandlerFixture lead = new HandlerFixture(PAYLOAD, null).row("row@b.example", "0660 99999");

    assertThat(recipient(lead, ActionType.OUTBOUND_EMAIL, Target.Kind.LEAD))
        .isEqualTo("lead@b.example");
    assertThat(recipient(lead, ActionType.OUTBOUND_SMS, Target.Kind.LEAD)).isEqualTo("+43 1 234");
    assertThat(recipient(lead, ActionType.OUTBOUND_VOICE, Target.Kind.LEAD)).isEqualTo("+43 1 234");
  }

  @Test
  void aBookingIsReachedByItsInvitee() {
    assertThat(
            recipient(
                new HandlerFixture(PAYLOAD, null), ActionType.OUTBOUND_EMAIL, Target.Kind.BOOKING))
        .isEqualTo("invitee@b.example");
    assertThat(
            recipient(
                HandlerFixture.payload("email", "lead@b.example").row("row@b.example", null),
                ActionType.OUTBOUND_EMAIL,
                Target.Kind.BOOKING))
        .as("the payload's email is not the invitee's")
        .isEqualTo("row@b.example");
  }

  @Test
  void withoutAPayloadTheRowSpeaks() {
    HandlerFixture onlyRow = HandlerFixture.empty().row("row@b.example", "0660 99999");

    assertThat(recipient(onlyRow, ActionType.OUTBOUND_EMAIL, Target.Kind.LEAD))
        .isEqualTo("row@b.example");
    assertThat(recipient(onlyRow, ActionType.OUTBOUND_SMS, Target.Kind.LEAD))
        .isEqualTo("0660 99999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ab.example",
        "@b.example",
        "a@",
        "a@b@c.example",
        "a b@c.example",
        " a@b.example",
        "a@b.example ",
        "a@b.c\r\nBcc: x@y.z",
        "a@b.c\nBcc:x",
        "a@b.c\rx",
        "a@b.c\tx",
        "a@b.c\0",
        "a@b.c\u0085Bcc:x",
        "a@b.c\u2028Bcc:x",
        "a@b.c\u00A0x",
        "a@b.c\u001Bx",
        "A <a@b.example>",
        "a@b.example,c@d.example",
        "a@b.example;c@d.example"
      })
  void anInvalidAddressIsPassedOver(String address) {
    // The payload of an event refuses NUL by itself; the address of a row comes from elsewhere.
    HandlerFixture fixture =
        address.indexOf(0) < 0 ? HandlerFixture.payload("email", address) : HandlerFixture.empty();

    assertThat(
            recipient(
                fixture.row("row@b.example", null), ActionType.OUTBOUND_EMAIL, Target.Kind.LEAD))
        .isEqualTo("row@b.example");
    assertDead(fixture.row(address, null), ActionType.OUTBOUND_EMAIL);
  }

  @Test
  void anAddressHasAtMost64AndThen255Characters() {
    String longest = "a".repeat(64) + "@" + "b".repeat(255);

    assertThat(
            recipient(
                HandlerFixture.payload("email", longest),
                ActionType.OUTBOUND_EMAIL,
                Target.Kind.LEAD))
        .isEqualTo(longest);
    assertDead(HandlerFixture.payload("email", "a" + longest), ActionType.OUTBOUND_EMAIL);
    assertDead(HandlerFixture.payload("email", longest + "b"), ActionType.OUTBOUND_EMAIL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "call me", "123", "+43\n1234567", "++43 1234567", "a@b.example"})
  void anInvalidPhoneNumberIsPassedOver(String number) {
    assertDead(HandlerFixture.payload("phone", number), ActionType.OUTBOUND_SMS);
    assertThat(
            recipient(
                HandlerFixture.payload("phone", number).row(null, "0660 99999"),
                ActionType.OUTBOUND_VOICE,
                Target.Kind.LEAD))
        .isEqualTo("0660 99999");
  }

  @Test
  void anAddressThatIsNoTextIsPassedOver() {
    assertDead(HandlerFixture.payload("email", 12), ActionType.OUTBOUND_EMAIL);
    assertDead(HandlerFixture.payload("phone", 436601234567L), ActionType.OUTBOUND_SMS);
  }

  @Test
  void withoutARecipientTheActionIsDeadAtOnce() {
    assertThat(outcome(HandlerFixture.empty(), ActionType.OUTBOUND_EMAIL, Target.Kind.LEAD))
        .isEqualTo(
            Outcome.dead(
                "missing_recipient",
                "no usable email address in the payload or on the row of lead X-1"));
    assertThat(outcome(HandlerFixture.empty(), ActionType.OUTBOUND_VOICE, Target.Kind.BOOKING))
        .isEqualTo(
            Outcome.dead(
                "missing_recipient",
                "no usable phone number in the payload or on the row of booking X-1"));
  }

  private static void assertDead(HandlerFixture fixture, ActionType type) {
    assertThat(outcome(fixture, type, Target.Kind.LEAD))
        .isInstanceOfSatisfying(
            Outcome.Dead.class,
            dead -> assertThat(dead.reason().code()).isEqualTo("missing_recipient"));
  }

  private static String recipient(HandlerFixture fixture, ActionType type, Target.Kind kind) {
    return fixture
        .effect(new OutboundHandler(), HandlerFixture.action(type, kind), OutboxMessage.class)
        .recipient();
  }

  private static Outcome outcome(HandlerFixture fixture, ActionType type, Target.Kind kind) {
    return fixture.handle(new OutboundHandler(), HandlerFixture.action(type, kind));
  }
}
