package io.revenueos.kernel.handler;

import io.revenueos.kernel.action.Directory;
import io.revenueos.kernel.action.OutboxMessage.Channel;
import io.revenueos.kernel.action.Target;
import io.revenueos.kernel.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds whom a message goes to. */
final class Recipient {
  // Not a full RFC 5322 parser: one @, no spaces or control characters (they could smuggle a
  // header), whether ASCII or not, and the length limit of RFC 5321.
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@<>,;]{1,64}@[^\\s\\p{Cntrl}@<>,;]{1,255}",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ().-]{3,30}");

  private Recipient() {}

  static Optional<String> of(
      Channel channel, Target.Kind kind, JsonObject payload, Optional<Directory.Entry> row) {
    Optional<String> given =
        switch (kind) {
          case LEAD, CONTACT -> payload.text(channel == Channel.EMAIL ? "email" : "phone");
          case BOOKING ->
              payload.text(channel == Channel.EMAIL ? "invitee_email" : "invitee_phone");
          // Somebody else's address may stand in the payload: a sales rep's, say.
          case DEAL, INVOICE, ACCOUNT, CAMPAIGN -> Optional.empty();
        };
    Pattern form = channel == Channel.EMAIL ? EMAIL : PHONE;
    return given
        .filter(text -> form.matcher(text).matches())
        .or(
            () ->
                row.flatMap(
                        entry ->
                            Optional.ofNullable(
                                channel == Channel.EMAIL
                                    ? entry.emailOrNull()
                                    : entry.phoneOrNull()))
                    .filter(text -> form.matcher(text).matches()));
  }
}
