package io.revenueos.kernel.jdbc.channels;

import io.revenueos.kernel.jdbc.RowCheck;
import org.jspecify.annotations.Nullable;

/** How a tenant calls. The public key is for browsers and no secret. */
public record VoiceAccount(
    @Nullable String publicKeyOrNull, @Nullable String defaultAssistantOrNull) {
  void check() {
    RowCheck check = new RowCheck("invalid_account");
    check.nameIfAny("vapi_public_key", publicKeyOrNull, 2000);
    check.nameIfAny("default_vapi_assistant_id", defaultAssistantOrNull, 200);
  }
}
