package io.revenueos.cro;

import io.revenueos.kernel.action.ActionType;
import io.revenueos.kernel.event.KernelEvent;
import io.revenueos.kernel.json.JsonObject;
import io.revenueos.kernel.policy.Answer;
import io.revenueos.kernel.policy.Fact;
import io.revenueos.kernel.policy.Facts;
import io.revenueos.kernel.policy.Policy;
import io.revenueos.kernel.policy.PolicyName;
import io.revenueos.kernel.policy.Trigger;
import java.util.List;
import java.util.Set;

/** No invoice leaves before billing is set up, without an amount, or without somebody to get it. */
final class InvoiceSendGuard implements Policy {
  private static final PolicyName NAME =
      new PolicyName("revenue_os.pipeline.invoice_send_guard_v1");
  private static final Fact<Boolean> BILLING_CONFIGURED = Fact.flag("billing.configured", false);
  private static final List<String> RECIPIENT_FIELDS =
      List.of("recipient_email", "email", "recipient");

  @Override
  public PolicyName name() {
    return NAME;
  }

  @Override
  public Set<Trigger> triggers() {
    return Set.of(Trigger.on("invoice_send_attempted", "billing"));
  }

  @Override
  public Set<Fact<?>> facts() {
    return Set.of(BILLING_CONFIGURED);
  }

  @Override
  public Set<ActionType> actions() {
    return Set.of();
  }

  @Override
  public Answer decide(KernelEvent event, Facts facts) {
    JsonObject payload = event.payload();
    if (!facts.get(BILLING_CONFIGURED)) {
      return new Answer.Block(
          NAME.reason(
              ".block.not_configured",
              "Billing is not set up for this tenant; its setting %s must be true first."
                  .formatted(BILLING_CONFIGURED)));
    } else if (payload.value("amount").isPresent() && payload.decimal("amount").isEmpty()) {
      return GuardAnswers.invalidPayload(NAME, event, "amount", "a number");
    } else if (payload.decimal("amount").filter(amount -> amount.signum() > 0).isEmpty()) {
      return invalidInvoice(
          "amount: expected a number greater than 0, found " + payload.describe("amount"));
    } else if (RECIPIENT_FIELDS.stream().noneMatch(field -> isFilled(payload, field))) {
      return invalidInvoice(
          "no recipient: expected text in " + String.join(" or ", RECIPIENT_FIELDS));
    }
    return new Answer.Allow(NAME.reason(".allow", "The invoice has an amount and a recipient."));
  }

  private static boolean isFilled(JsonObject payload, String field) {
    return payload.text(field).filter(text -> !text.isBlank()).isPresent();
  }

  private static Answer invalidInvoice(String problem) {
    return new Answer.Block(NAME.reason(".block.invalid_invoice", problem + "."));
  }
}
