package io.revenueos.cmo;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.action.KernelAction;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A booking is confirmed at once, with a reminder a day before it takes place; a person asks for
 * the roster within four hours.
 */
final class BookingConfirmation implements Policy {
  private static final PolicyName NAME = new PolicyName("revenue_os.fts.booking_confirmation_v1");
  private static final int REMINDER_OFFSET_HOURS = -24;
  private static final int ROSTER_WITHIN_HOURS = 4;

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("booking_created", "fts_marketplace"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of();
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of(ActionType.OUTBOUND_EMAIL, ActionType.TASK_CREATE);
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    Target booking = Target.of(Target.Kind.BOOKING, event.entity().id());
    Wording wording = new Wording(event.payload());
    Optional<Appointment> appointment = Appointment.in(event.payload());
    String when = appointment.map(time -> " on " + time.forPeople()).orElse("");

    List<KernelAction> actions = new ArrayList<>();
    actions.add(confirmation(booking, wording, when));
    appointment.ifPresent(time -> actions.add(reminder(booking, wording, time)));
    actions.add(rosterRequest(booking, wording, when));
    String reminded =
        appointment.isPresent()
            ? "is confirmed now, with a reminder a day before."
            : "is confirmed now. No reminder: %s."
                .formatted(Appointment.whatIsWrongIn(event.payload()));
    return new Answer.Act(NAME.reason(".confirm", "The booking " + reminded), actions);
  }

  private static KernelAction confirmation(Target booking, Wording wording, String when) {
    String body =
        """
        %s

        your booking%s%s is confirmed. We look forward to seeing you.

        If anything changes, just reply to this email.
        """
            .formatted(wording.greeting(), wording.offering(" for "), when);
    return KernelAction.of(
            ActionType.OUTBOUND_EMAIL,
            booking,
            NAME.reason(".confirmation", "Whoever books gets a confirmation at once."))
        .with("subject", "Your booking%s is confirmed".formatted(wording.offering(" for ")))
        .with("body", body);
  }

  private static KernelAction reminder(Target booking, Wording wording, Appointment appointment) {
    String body =
        """
        %s

        this is a reminder of your booking%s on %s. See you soon!

        If you cannot come, please reply to this email.
        """
            .formatted(wording.greeting(), wording.offering(" for "), appointment.forPeople());
    JsonObject schedule =
        JsonObject.of("anchor", appointment.at()).with("offset_hours", REMINDER_OFFSET_HOURS);
    return KernelAction.of(
            ActionType.OUTBOUND_EMAIL,
            booking,
            NAME.reason(".reminder", "Whoever booked is reminded a day before."))
        .with("subject", "Reminder: your booking" + wording.offering(" for "))
        .with("body", body)
        .with("schedule", schedule);
  }

  private static KernelAction rosterRequest(Target booking, Wording wording, String when) {
    return KernelAction.of(
            ActionType.TASK_CREATE,
            booking,
            NAME.reason(".roster_request", "Whoever runs the session needs to know who comes."))
        .with("title", "Request the roster" + wording.offering(" for ") + when)
        .with("description", "Ask who takes part in booking %s.".formatted(booking.id()))
        .with("due_in_hours", ROSTER_WITHIN_HOURS);
  }
}
