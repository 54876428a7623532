package io.revenueos.kernel.jdbc.channels;

import java.util.Locale;

/** Where figures come from. They are kept apart, so that no sum can mix them. */
public enum DataMode {
  /** From a provider. */
  REAL,
  /** Made up, for a demonstration. */
  DEMO;

  /** The name in the database: {@code real}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
