package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.RowCheck;
import org.jspecify.annotations.Nullable;

/** How a tenant sends SMS. */
public record SmsAccount(@Nullable String accountSidOrNull, @Nullable String phoneNumberOrNull) {
  void check() {
    RowCheck check = new RowCheck("invalid_account");
    check.nameIfAny("twilio_account_sid", accountSidOrNull, 200);
    check.nameIfAny("twilio_phone_number", phoneNumberOrNull, 64);
  }
}
