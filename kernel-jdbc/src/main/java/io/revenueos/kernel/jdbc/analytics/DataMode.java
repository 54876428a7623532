package io.revenueos.kernel.jdbc.analytics;

import java.util.Locale;

/** Where figures come from. They are never added up across modes. */
public enum DataMode {
  /** From a provider. */
  REAL,
  /** Made up, to show what a dashboard would look like. */
  DEMO;

  /** The name in the database: {@code real}. */
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
