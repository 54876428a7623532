package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.RowCheck;
import org.jspecify.annotations.Nullable;

/** How a tenant sends mail. */
public record MailAccount(@Nullable String fromEmailOrNull, @Nullable String fromNameOrNull) {
  void check() {
    RowCheck check = new RowCheck("invalid_account");
    check.nameIfAny("from_email", fromEmailOrNull, 320);
    check.nameIfAny("from_name", fromNameOrNull, 200);
  }
}
