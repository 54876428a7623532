package io.revenueos.cmo.data;

/** A way to reach people. */
public enum Channel {
  EMAIL,
  SMS,
  SOCIAL,
  VIDEO,
  VOICE,
  /** Voicemail. */
  VOICE_VM,
  LINKEDIN,
  LANDING_PAGE;

  /** The name in JSON and in the database: {@code voice_vm}. */
  public String stored() {
    return Cells.stored(this);
  }
}
