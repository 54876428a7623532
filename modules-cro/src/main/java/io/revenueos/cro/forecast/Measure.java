package io.revenueos.cro.forecast;

/** What is added up. */
public enum Measure {
  /** The value of won deals, in the tenant's currency. */
  VALUE,
  /** How many deals were won. */
  COUNT
}
