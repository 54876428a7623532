package io.revenueos.kernel.jdbc.channels;

import java.util.Locale;

/** Whom a tenant reaches people through. */
public enum Provider {
  /** Mail. */
  RESEND,
  /** SMS. */
  TWILIO,
  /** Voice. */
  VAPI,
  LINKEDIN,
  FACEBOOK,
  TWITTER;

  /** The name in {@code ai_settings_social}: {@code linkedin}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is a social network. */
  public boolean isSocial() {
    return this == LINKEDIN || this == FACEBOOK || this == TWITTER;
  }
}
